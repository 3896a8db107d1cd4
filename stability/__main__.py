"""The command ``stability``, also as ``python -m stability``."""

from __future__ import annotations

from stability.cli import main

if __name__ == "__main__":
    main()

"""Every theorem verified and derived once in a test run, on both processors, whoever asks first."""

from __future__ import annotations

import os
from functools import cache

from stability import catalogue
from stability.processes import each
from stability.store import Derived, derived


@cache
def verified() -> dict[str, Derived]:
    """name -> texts of the finding, for the whole shelf."""
    records = each(derived, catalogue.names("theorems"), os.cpu_count() or 1)
    return {record.name: record for record in sorted(records, key=lambda record: record.name)}

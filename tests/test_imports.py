"""What is imported when: help and the checker are instant, public names are lazy, no import order matters."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import stability

ROOT = Path(stability.__file__).parent
HEAVY = ("sympy", "scipy", "numpy", "flint", "mpmath", "z3", "matplotlib", "rich")


def run(code: str, *arguments: str) -> str:
    """The standard output of a fresh interpreter."""
    done = subprocess.run(
        # some hundred modules are imported one by one: a minute, or several where other work goes on
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_after(code: str, *arguments: str) -> set[str]:
    """The heavy packages that running the code has loaded."""
    tail = f"\nimport sys\nprint('\\n' + ' '.join(m for m in {HEAVY} if m in sys.modules))"
    return set(run(code + tail, *arguments).splitlines()[-1].split())


@pytest.mark.parametrize("command", ["", "list", "analyze", "verify", "derive", "experiment", "check"])
def test_help_loads_nothing_heavy(command: str) -> None:
    """--help of every command leaves SymPy, SciPy and NumPy alone."""
    arguments = [a for a in (command, "--help") if a]
    assert loaded_after(f"from stability.__main__ import main\nmain({arguments}, standalone_mode=False)") == set()


def test_version_loads_nothing_heavy() -> None:
    """--version neither."""
    assert loaded_after("from stability.__main__ import main\nmain(['--version'], standalone_mode=False)") == set()


def test_check_loads_nothing_heavy(tmp_path: Path) -> None:
    """The checker reads a certificate with the standard library and the command line's parser only."""
    path = tmp_path / "cert.json"
    path.write_text("{}", encoding="utf-8")
    code = "import sys\nfrom stability.__main__ import main\n"
    code += "assert main(['check', sys.argv[1]], standalone_mode=False) == 1"
    assert loaded_after(code, str(path)) == set()


def test_the_measurement_would_notice() -> None:
    """The twin: a command that does need SymPy is seen to load it."""
    code = "from stability.__main__ import main\nmain(['list', 'games'], standalone_mode=False)"
    assert {"sympy", "rich"} <= loaded_after(code)


def test_the_package_itself_is_light() -> None:
    """``import stability`` and listing its names load nothing heavy."""
    assert (
        loaded_after("import stability\ndir(stability)\nstability.BadInput, stability.Time, stability.Rigor") == set()
    )


def test_every_public_name_is_there() -> None:
    """What ``from stability import *`` promises exists; a name that is not promised is an AttributeError."""
    for name in stability.__all__:
        assert getattr(stability, name) is not None
    assert set(stability.__all__) < set(dir(stability))
    with pytest.raises(AttributeError):
        _ = stability.no_such_name


def test_every_module_can_be_imported_first() -> None:
    """No module needs another one to be imported before it: there is no cycle at run time."""
    names = sorted(
        ".".join(("stability", *p.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        for p in ROOT.rglob("*.py")
        # hundreds of files that nothing imports, and the kinds of claim, which their package imports all
        if p.parent.name not in ("theorems", "theorem") or p.name == "__init__.py"
    )
    code = """
import importlib, sys
for name in sys.argv[1:]:
    for module in [m for m in sys.modules if m == "stability" or m.startswith("stability.")]:
        del sys.modules[module]
    importlib.import_module(name)
print(len(sys.argv) - 1)
"""
    assert int(run(code, *names)) == len(names) > 50


def test_the_checker_runs_alone(tmp_path: Path) -> None:
    """A copy of the checker runs in isolated mode, far from the package."""
    copy = tmp_path / "checker.py"
    shutil.copy(ROOT / "checker.py", copy)
    (tmp_path / "cert.json").write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(copy), str(tmp_path / "cert.json")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("refused: ")
    assert done.stderr == ""

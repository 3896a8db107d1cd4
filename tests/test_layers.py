"""The import rules and the conventions of the house are kept; every rule has twins that it refuses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from source_rules import (
    BASES,
    EXCEPTIONS,
    LONG,
    ROOT,
    RULES,
    WORK_IN_PROGRESS,
    Rule,
    Tree,
    checker_alone,
    downward_imports,
    edges,
    files_at_the_edge,
    flat_classes,
    frozen_records,
    no_blanket_except,
    no_code_from_text,
    no_cycles,
    no_dynamic_imports,
    no_named_symbols,
    no_shelf_below_the_edge,
    report_sees_records,
    shelves_apart,
    short_files,
    unit,
)

#: A small tree that keeps every rule.
INNOCENT = {
    "__init__": '_HOME = {"Game": "game", **dict.fromkeys(("Best",), "analysis")}\n',
    "errors": "import json\n",
    "game": "from abc import ABC\nfrom dataclasses import dataclass\nfrom stability.errors import x\n"
    "@dataclass(frozen=True)\nclass Game:\n    pass\nclass AbstractRegularizer(ABC):\n    pass\n",
    "system": "from stability.game import Game\ndef gradient_field(game): ...\n",
    "analysis": "def latex():\n    from stability import report\n",
    "games/__init__": "from stability.shelf import lazily\n",
    "shelf": "import importlib\n",
    "games/one": "from stability.game import Game\nfrom stability import Game as Same\n",
    "games/two": "from . import helper\n",
    "regularizers/r1": "from stability.game import AbstractRegularizer\nclass R1(AbstractRegularizer):\n    pass\n",
    "theorems/t": "from stability.games import one_gan\nfrom stability.analysis import latex\n",
    "report/__init__": "from stability.report.text import show\nfrom stability.game import Game\n",
    "report/text": "from typing import Any\nfrom stability.system import Game\n",
    "store": "from pathlib import Path\nPath('x').write_text('')\n",
    "checker": "import json\n",
}
#: (rule, module, its text): each added alone to the innocent tree, and refused by the rule.
TWINS: tuple[tuple[Rule, str, str], ...] = (
    (downward_imports, "game", "from stability.system import gradient_field\n"),
    (downward_imports, "game", "def later():\n    from stability import analysis\n"),
    (downward_imports, "errors", "import stability.game\n"),
    (downward_imports, "errors", "from stability import Game\n"),
    (downward_imports, "game", "from stability import Best\n"),
    (
        downward_imports,
        "game",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .analysis import Analysis\n",
    ),
    (downward_imports, "trajectory", "from stability.linearization import linearize\n"),
    (downward_imports, "helpers", "pass\n"),
    (downward_imports, "__init__", "from stability.game import Game\n"),
    (no_shelf_below_the_edge, "analysis", "from stability.dynamics import GradientFlow\n"),
    (no_shelf_below_the_edge, "system", "def default():\n    import stability.games.one\n"),
    (shelves_apart, "games/one", "from stability.regularizers import R1Penalty\n"),
    (shelves_apart, "dynamics/one", "from stability.equilibrium import find_equilibria\n"),
    (shelves_apart, "regularizers/one", "from stability import catalogue\n"),
    (shelves_apart, "games/two", "from stability.games.one import thing\n"),
    (shelves_apart, "games/two", "from . import one\n"),
    (shelves_apart, "theorems/t", "from stability.report import analysis_text\n"),
    (shelves_apart, "theorems/t", "def f():\n    from stability.cli import main\n"),
    (report_sees_records, "report/text", "from stability.system import gradient_field\n"),
    (report_sees_records, "report/text", "from stability import system\n"),
    (report_sees_records, "report/text", "import stability.system\n"),
    (report_sees_records, "report/text", "def f():\n    from ..system import gradient_field as g\n"),
    (files_at_the_edge, "report/text", "def f(path):\n    return open(path)\n"),
    (files_at_the_edge, "analysis", "from pathlib import Path\nPath('x').write_text('')\n"),
    (files_at_the_edge, "report/text", "import subprocess\n"),
    (no_cycles, "games/one", "from stability.games import two, one\n"),
    (no_cycles, "report/text", "def f():\n    from stability import report\n"),
    (no_cycles, "errors", "from stability.game import Game\n"),
    (checker_alone, "checker", "from stability.errors import BadInput\n"),
    (checker_alone, "checker", "import sympy\n"),
    (checker_alone, "analysis", "from stability.checker import check\n"),
    (checker_alone, "store", "def f():\n    from stability import checker\n"),
    (checker_alone, "shelf", "import numpy as np\n"),
    (no_dynamic_imports, "system", "import importlib\n"),
    (no_dynamic_imports, "system", "from importlib import import_module\n"),
    (no_dynamic_imports, "game", "__import__('stability.analysis')\n"),
    (no_code_from_text, "parsing", "def f(t):\n    return eval(t)\n"),
    (no_code_from_text, "parsing", "exec('')\n"),
    (no_code_from_text, "parsing", "import sympy\ndef f(t):\n    return sympy.sympify(t)\n"),
    (no_code_from_text, "parsing", "from sympy import S\nS('x + 1')\n"),
    (
        no_code_from_text,
        "parsing",
        "from sympy.parsing.sympy_parser import parse_expr\ndef f(t):\n    return parse_expr(t)\n",
    ),
    (no_code_from_text, "store", "import pickle\n"),
    (no_code_from_text, "store", "def f():\n    from pickle import loads\n"),
    (no_code_from_text, "store", "import subprocess\nsubprocess.run('ls', shell=True)\n"),
    (no_blanket_except, "game", "try:\n    pass\nexcept Exception:\n    pass\n"),
    (no_blanket_except, "game", "try:\n    pass\nexcept (ValueError, BaseException):\n    pass\n"),
    (no_blanket_except, "game", "try:\n    pass\nexcept:\n    pass\n"),
    (no_blanket_except, "game", "from contextlib import suppress\nwith suppress(Exception):\n    pass\n"),
    (short_files, "game", "x = 1\n" * 451),
    (flat_classes, "regularizers/r2", "from stability.regularizers.r1 import R1\nclass R2(R1):\n    pass\n"),
    (flat_classes, "system", "from stability.game import Game\nclass Better(Game):\n    pass\n"),
    (no_named_symbols, "system", "from sympy import Symbol\n_t = Symbol('t')\n"),
    (no_named_symbols, "system", "import sympy\ndef f(k):\n    return sympy.symbols(f'x_{k}', real=True)\n"),
    (no_named_symbols, "regularizers/r1", "from sympy import Function\nf = Function('f')\n"),
    (frozen_records, "system", "from dataclasses import dataclass\n@dataclass\nclass System:\n    x: int\n"),
    (
        frozen_records,
        "system",
        "import dataclasses\n@dataclasses.dataclass(frozen=False, slots=True)\nclass System:\n    x: int\n",
    ),
)


def written(root: Path, files: dict[str, str]) -> Tree:
    for name, text in files.items():
        path = root / "stability" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree.read(root / "stability")


@pytest.fixture(scope="module")
def source() -> Tree:
    """The package as it is."""
    return Tree.read(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule, source: Tree) -> None:
    """No violation in the source."""
    assert rule(source) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_innocent_code_passes(rule: Rule, tmp_path: Path) -> None:
    """The tree that the twins differ from breaks no rule, so that a twin is refused for what it adds."""
    assert rule(written(tmp_path, INNOCENT)) == []


@pytest.mark.parametrize(
    ("rule", "module", "text"), TWINS, ids=[f"{rule.__name__}-{k}" for k, (rule, _, _) in enumerate(TWINS)]
)
def test_the_rule_fires(rule: Rule, module: str, text: str, tmp_path: Path) -> None:
    """The rule names the module that breaks it."""
    found = rule(written(tmp_path, {**INNOCENT, module: text}))
    assert found
    assert any(module.split("/")[-1] in violation or "root" in violation or "class" in text for violation in found)


def test_every_rule_has_a_twin() -> None:
    """No rule is only believed to work."""
    assert {rule for rule, _, _ in TWINS} == set(RULES)


def test_exceptions_are_needed(source: Tree) -> None:
    """An exception that nothing uses any more is removed."""
    used = {(own, theirs) for _, own, _, theirs in edges(source)}
    assert set(EXCEPTIONS) <= used
    assert set(LONG) <= {module for module, lines in source.lines.items() if lines > 400}
    classes = {n.name for syntax in source.modules.values() for n in ast.walk(syntax) if isinstance(n, ast.ClassDef)}
    assert classes >= WORK_IN_PROGRESS | set(BASES)


def test_the_order_is_read_from_real_files(source: Tree) -> None:
    """The test looks at the package, not at an empty folder."""
    assert {unit(module) for module in source.modules} >= {
        "errors",
        "game",
        "system",
        "analysis",
        "games",
        "theorems",
        "checker",
    }

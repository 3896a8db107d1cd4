"""The import rules and the conventions of the house, as functions of the source that list what breaks them.

A *unit* is a file or package directly under ``stability``.  Imports inside functions and under TYPE_CHECKING count too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1] / "stability"

GROUND = ("errors", "rigor", "clock", "certificate", "shelf", "processes", "algebra", "objectives")
SPINE = (
    "expectation",
    "optimal_discriminator",
    "parsing",
    "kernel",
    "game",
    "system",
    "equilibrium",
    "trajectory",
    "experiments",
    "linearization",
    "blocks",
    "spectrum",
    "region",
    "solution_type",
    "nonlinear",
    "emission",
    "verdict",
    "certify",
    "crosscheck",
    "analysis",
    "theorem",
)
SHELVES = ("games", "regularizers", "dynamics", "theorems")
EDGE = ("catalogue", "gamefile", "report", "store", "cli", "__main__", "checker")
ORDER = (*GROUND, *SPINE, *SHELVES, *EDGE)

#: What the first three shelves may see: the ground, and the spine down to ``system``.
BASE = {*GROUND, *SPINE[: SPINE.index("system") + 1]}
#: Imports that break a rule for a reason: (importing unit, imported unit) -> reason.
EXCEPTIONS = {
    (
        "analysis",
        "report",
    ): "Analysis.latex(), to_json() and str() hand the finished record to the report, when they are called",
    ("cli", "checker"): "the command `stability check` runs it; nothing that makes a certificate does",
}
#: Who may import by a computed name, and why.
DYNAMIC = {
    "stability": "the public names, lazily",
    "stability.shelf": "discovers the members of a shelf",
    "stability.catalogue": "finds a theorem by its name",
    "stability.report": "its public names, lazily: text and JSON need no plotting library",
    "stability.cli.theorem_files": "runs a user's own file of theorems, on purpose",
}
#: Units that read or write files.
FILES = {"gamefile", "store", "cli", "checker"}
#: A file near 400 lines is split; a few lines more are left while that is being done.
LENGTH = 450
LONG = {"stability.checker": "one file that a stranger copies and runs alone"}
#: Dataclasses that are no records, like all private ones: they are filled while a step runs.
WORK_IN_PROGRESS = {"Collector", "Tower", "Translator"}
#: Who may make a symbol or a function from a name, and why; everybody else makes ``names.Internal`` or ``Dummy``.
NAMED = {
    "stability.gamefile.parts": "the symbols and functions that a file declares",
    "stability.algebra.program": "a certificate states names, and its reader has nothing else",
    "stability.emission.opaque": "a certificate states names",
    "stability.emission.equilibria": "a certificate states names",
    "stability.emission.location": "coordinates that a certificate states, named apart from all others",
    "stability.emission.identity": "a certificate states names",
    "stability.report.findings": "how a name is printed, which needs no symbol in particular",
}
#: Members of these shelves bring symbols that their users see.
WITH_SYMBOLS = {"games", "theorems"}
#: Base classes that cannot be abstract in the sense of ``abc``.
BASES = {"StabilityError": "an exception; only its three kinds are raised"}


@dataclass(frozen=True)
class Tree:
    """The modules of a package: dotted name -> syntax tree."""

    modules: dict[str, ast.Module]
    lines: dict[str, int]

    @classmethod
    def read(cls, root: Path) -> Tree:
        modules, lines = {}, {}
        for path in sorted(root.rglob("*.py")):
            parts = ("stability", *path.relative_to(root).with_suffix("").parts)
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            text = path.read_text(encoding="utf-8")
            modules[name], lines[name] = ast.parse(text), text.count("\n")
        return cls(modules, lines)

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """module -> modules of the package that it imports."""
        return {name: set(self._imported(name)) for name in self.modules}

    @cached_property
    def public(self) -> dict[str, str]:
        """The table of lazily re-exported names: name -> home."""
        table: dict[str, str] = {}
        for node in ast.walk(self.modules.get("stability", ast.Module([], []))):
            if isinstance(node, ast.Assign) and ast.unparse(node).startswith("_HOME = {"):
                for key, value in zip(*(getattr(node.value, part) for part in ("keys", "values")), strict=True):
                    if key is not None:
                        table[ast.literal_eval(key)] = ast.literal_eval(value)
                    else:  # **dict.fromkeys(names, home)
                        table |= dict.fromkeys(*map(ast.literal_eval, value.args))
        return {name: f"stability.{home}" for name, home in table.items()}

    def _imported(self, name: str) -> Iterator[str]:
        for node in ast.walk(self.modules[name]):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if unit(alias.name) or alias.name == "stability")
            elif isinstance(node, ast.ImportFrom):
                home = self._absolute(name, node)
                if home.split(".")[0] == "stability":
                    yield from (self._target(home, alias.name) for alias in node.names)

    def _absolute(self, name: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = name.split(".") if self._is_package(name) else name.split(".")[:-1]
        return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])

    def _is_package(self, name: str) -> bool:
        return any(other.startswith(name + ".") for other in self.modules)

    def _target(self, home: str, imported: str) -> str:
        """The module that a name comes from: a submodule, or what the root re-exports."""
        if f"{home}.{imported}" in self.modules:
            return f"{home}.{imported}"
        if home == "stability":
            return home if imported.startswith("__") else self.public.get(imported, f"{home}.{imported}")
        return home

    def defines(self, module: str, name: str) -> ast.stmt | None:
        """The statement that defines a name, followed through re-exports."""
        for node in self.modules[module].body if module in self.modules else ():
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
                return node
            if isinstance(node, ast.ImportFrom) and any((a.asname or a.name) == name for a in node.names):
                home = self._absolute(module, node)
                return self.defines(home, name) if home.split(".")[0] == "stability" else None
        return None

    def calls(self) -> Iterator[tuple[str, ast.Call, str]]:
        for module, tree in self.modules.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    yield module, node, ast.unparse(node.func)


def unit(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "stability" else ""


def edges(tree: Tree) -> Iterator[tuple[str, str, str, str]]:
    """(module, its unit, imported module, its unit) between different units."""
    for module, imported in tree.imports.items():
        for other in imported:
            if unit(module) != unit(other) and unit(other):
                yield module, unit(module), other, unit(other)


# ---- the rules: each returns the violations it finds ----------------------------------------------------
def downward_imports(tree: Tree) -> list[str]:
    """Rule 1: a module imports only modules above it in the list; the root package imports none."""
    unknown = [
        f"{module} has no place in the list" for module in tree.modules if unit(module) and unit(module) not in ORDER
    ]
    return (
        unknown
        + [
            f"{module} imports {other}, which stands below it"
            for module, own, other, theirs in edges(tree)
            if (own, theirs) not in EXCEPTIONS
            and own in ORDER
            and (theirs not in ORDER or ORDER.index(theirs) > ORDER.index(own))
        ]
        + [f"the root imports {other}" for _, own, other, _ in edges(tree) if not own]
    )


def no_shelf_below_the_edge(tree: Tree) -> list[str]:
    """Rule 1: ground and spine never import a shelf."""
    return [
        f"{module} imports the shelf {theirs}"
        for module, own, _, theirs in edges(tree)
        if own in (*GROUND, *SPINE) and theirs in SHELVES
    ]


def shelves_apart(tree: Tree) -> list[str]:
    """Rule 2: games, regularizers and dynamics see the ground and the spine down to ``system``; theorems no edge; and
    members of a shelf do not import each other, so that each can be deleted alone."""
    found = [
        f"{module} imports {other}"
        for module, own, other, theirs in edges(tree)
        if (own in SHELVES[:3] and theirs not in BASE) or (own == "theorems" and theirs in EDGE)
    ]
    return found + [
        f"{module} imports its neighbour {other}"
        for module, imported in tree.imports.items()
        for other in imported
        if unit(module) in SHELVES and unit(other) == unit(module) and other.count(".") > 1
    ]


def report_sees_records(tree: Tree) -> list[str]:
    """Rule 3: from the spine, the report imports classes (the records) and no function that could compute."""
    found = []
    for module, syntax in tree.modules.items():
        if unit(module) != "report":
            continue
        for node in ast.walk(syntax):
            if isinstance(node, ast.Import):
                found += [f"{module} imports {a.name}" for a in node.names if unit(a.name) not in ("", "report")]
            elif isinstance(node, ast.ImportFrom) and tree._absolute(module, node).split(".")[0] == "stability":
                home = tree._absolute(module, node)
                for alias in node.names:
                    target = tree._target(home, alias.name)
                    if unit(target) in ("report", "errors", "rigor", "clock", "certificate", ""):
                        continue
                    if not isinstance(tree.defines(target, alias.name), ast.ClassDef):
                        found.append(f"{module} imports {alias.name} from {target}, which is no record")
    return found


def files_at_the_edge(tree: Tree) -> list[str]:
    """Rule 3: only the edge opens files or starts processes."""
    methods = (".read_text", ".write_text", ".read_bytes", ".write_bytes", ".open", ".unlink", ".mkdir", ".touch")
    found = [
        f"{module} line {node.lineno} calls {name}"
        for module, node, name in tree.calls()
        if unit(module) not in FILES and (name in ("open", "input") or name.endswith(methods))
    ]
    return found + [
        f"{module} imports {name}"
        for module, name in _outside(tree)
        if unit(module) not in FILES and name in ("subprocess", "tempfile", "shutil", "socket", "urllib", "http")
    ]


def no_cycles(tree: Tree) -> list[str]:
    """Rule 1, file by file: no module reaches itself along imports."""
    graph = {
        module: sorted(o for o in imported if o in tree.modules and (unit(module), unit(o)) not in EXCEPTIONS)
        for module, imported in tree.imports.items()
    }
    found, done = [], set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            found.append(" -> ".join([*path[path.index(module) :], module]))
        elif module not in done:
            for other in graph[module]:
                visit(other, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())
    return found


def checker_alone(tree: Tree) -> list[str]:
    """The checker imports the standard library only, and nothing of ours imports the checker but its command."""
    ours = [
        f"{module} imports {other}"
        for module, own, other, theirs in edges(tree)
        if (own == "checker" or theirs == "checker") and (own, theirs) not in EXCEPTIONS
    ]
    return ours + [
        f"{module} imports {name}"
        for module, name in _outside(tree)
        if unit(module) in ("checker", "shelf") and name not in sys.stdlib_module_names
    ]


def no_dynamic_imports(tree: Tree) -> list[str]:
    """What is imported by a computed name escapes the rules above; three modules may."""
    return [
        f"{module} imports {name}"
        for module, name in _outside(tree)
        if name in ("importlib", "pkgutil", "runpy") and module not in DYNAMIC
    ] + [f"{module} calls {name}" for module, _, name in tree.calls() if name == "__import__"]


def no_code_from_text(tree: Tree) -> list[str]:
    """Text never becomes code: no eval, no exec, no text for ``sympify``, no pickle, no shell."""
    banned = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "nsimplify", "os.system", "os.popen"}
    found = [
        f"{module} line {node.lineno} calls {name}"
        for module, node, name in tree.calls()
        if name in banned
        or name.split(".")[-1] in ("sympify", "parse_expr")
        or (name.split(".")[-1] == "S" and any(map(_text, node.args)))
        or any(k.arg == "shell" and ast.unparse(k.value) != "False" for k in node.keywords)
    ]
    return found + [
        f"{module} imports {name}"
        for module, name in _outside(tree)
        if name in ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop")
    ]


def _text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def no_named_symbols(tree: Tree) -> list[str]:
    """A symbol made from a name equals the user's symbol of that name; ours are made to equal nothing else."""
    makers = {"Symbol", "symbols", "var", "Function", "Wild", "MatrixSymbol", "IndexedBase"}
    return [
        f"{module} line {node.lineno} calls {name}"
        for module, node, name in tree.calls()
        if module not in NAMED and unit(module) not in WITH_SYMBOLS and name.removeprefix("sympy.") in makers
    ]


def no_blanket_except(tree: Tree) -> list[str]:
    """No ``except Exception``: what is not foreseen must be seen."""
    found = []
    for module, syntax in tree.modules.items():
        for node in ast.walk(syntax):
            if isinstance(node, ast.ExceptHandler):
                caught = [
                    ast.unparse(e) for e in (node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]) if e
                ]
                if not caught or {"Exception", "BaseException"} & set(caught):
                    found.append(f"{module} line {node.lineno}")
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                found += [
                    f"{module} line {node.lineno}"
                    for a in node.args
                    if ast.unparse(a) in ("Exception", "BaseException")
                ]
    return found


def short_files(tree: Tree) -> list[str]:
    """A long file is split in place into a package of the same name."""
    return [
        f"{module} has {lines} lines" for module, lines in tree.lines.items() if lines > LENGTH and module not in LONG
    ]


def flat_classes(tree: Tree) -> list[str]:
    """A class of ours with subclasses is abstract and has no base of ours: no hierarchy is deeper than one."""
    classes = {
        node.name: node
        for syntax in tree.modules.values()
        for node in ast.walk(syntax)
        if isinstance(node, ast.ClassDef)
    }
    bases = {
        name: [b for b in (_last(ast.unparse(base)) for base in node.bases) if b in classes and b != name]
        for name, node in classes.items()
    }
    found = []
    for name, own in bases.items():
        found += [f"{name} extends {base}, which extends {bases[base][0]}" for base in own if bases[base]]
        found += [
            f"{name} extends {base}, which is not abstract"
            for base in own
            if base not in BASES and "ABC" not in {_last(ast.unparse(b)) for b in classes[base].bases}
        ]
    return found


def frozen_records(tree: Tree) -> list[str]:
    """Every dataclass is frozen; what is filled step by step is listed, and no record."""
    found = []
    for module, syntax in tree.modules.items():
        for node in ast.walk(syntax):
            if isinstance(node, ast.ClassDef) and node.name not in WORK_IN_PROGRESS and not node.name.startswith("_"):
                decorators = [ast.unparse(d) for d in node.decorator_list]
                found += [
                    f"{module}: {node.name} is not frozen"
                    for d in decorators
                    if _last(d.split("(")[0]) == "dataclass" and "frozen=True" not in d
                ]
    return found


def _last(dotted: str) -> str:
    return dotted.split("[")[0].split(".")[-1]


def _outside(tree: Tree) -> Iterator[tuple[str, str]]:
    """(module, imported top-level package) for everything that is not ours."""
    for module, syntax in tree.modules.items():
        for node in ast.walk(syntax):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            yield from ((module, name.split(".")[0]) for name in names if name.split(".")[0] != "stability")


Rule = Callable[[Tree], list[str]]
RULES: tuple[Rule, ...] = (
    downward_imports,
    no_shelf_below_the_edge,
    shelves_apart,
    report_sees_records,
    files_at_the_edge,
    no_cycles,
    checker_alone,
    no_dynamic_imports,
    no_code_from_text,
    no_named_symbols,
    no_blanket_except,
    short_files,
    flat_classes,
    frozen_records,
)

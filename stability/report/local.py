"""The analysis near one equilibrium: Jacobian, characteristic polynomial, eigenvalues, verdict, comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Basic, Piecewise, true

from stability.clock import Time
from stability.report.comparison import comparison
from stability.report.display import equations, lines, matrix, plus_minus
from stability.report.literal import literal
from stability.report.notation import Notation
from stability.report.pieces import items, paragraphs, section, sentence, step
from stability.report.prose import prose
from stability.report.setting import grouped
from stability.report.width import TEXT, width

_SIDES = {
    Time.CONTINUOUS: ("in the open left half plane", "on the imaginary axis", "in the open right half plane"),
    Time.DISCRETE: ("inside the unit circle", "on it", "outside it"),
}
_FACTS = (
    ("lyapunov_stable", "Lyapunov stable"),
    ("attracting", "attracting"),
    ("exponential", "exponentially stable"),
    ("semistable", "semistable (starts nearby converge to some equilibrium)"),
)
#: Digits of an eigenvalue that has no short closed form.
_DIGITS = 20
#: Closed forms that would fill more than this are left out.
_READABLE = 12 * TEXT
#: Conditions wider than this are displayed on lines of their own.
_INLINE = 0.55 * TEXT


def equilibria(notation: Notation, found: Any) -> list[str]:
    """Points and components with the statement of completeness and the steps of the search."""
    blocks = [step("Equilibria", prose(notation, f"{str(found.completeness).lower()}: {found.reason}"))]
    entries = []
    for point in found.points:
        entries.append(
            _point(notation, point) + _where(notation, point.conditions) + f" ({prose(notation, point.method)})."
        )
    for component in found.components:
        vanish = ", ".join(f"${notation.tex(e)} = 0$" for e in component.equations)
        entries.append(f"a set of dimension {component.dimension}: {vanish}{_where(notation, component.conditions)}.")
    if not entries:
        entries = ["none."]
    blocks.append(items(entries))
    if len(found.argument) > 1:
        blocks += ["The search covers every case:", items([prose(notation, line) for line in found.argument])]
    if found.undecided:
        blocks.append(f"Boxes that the search left undecided: {len(found.undecided)}.")
    return blocks


def _point(notation: Notation, point: Any) -> str:
    if point.exact and any(width(notation.tex(v)) > 0.5 * TEXT for _, v in point.point):
        return "\n" + equations(notation, [(notation.tex(s), v) for s, v in point.point], TEXT - 30) + "\n"
    if point.exact:
        return f"${notation.point(point.point)}$"
    shown = [str(v.evalf(12)) for _, v in point.point]
    names = notation.tuple(s for s, _ in point.point)
    values = shown[0] if len(shown) == 1 else "(" + r",\brk{} ".join(shown) + ")"
    return f"${names} \\approx {values}$, the only equilibrium in a certified box"


def _title(notation: Notation, point: Any) -> list[str]:
    shown = _point(notation, point)
    if width(shown) < 0.7 * TEXT:
        return [section(f"Near {shown}")]
    if not point.exact:
        return [section("Near the equilibrium"), f"{shown}."]
    return [section("Near the equilibrium"), equations(notation, [(notation.tex(s), v) for s, v in point.point])]


def _where(notation: Notation, conditions: Sequence[Any]) -> str:
    return " where " + ", ".join(f"${notation.tex(c)}$" for c in conditions) if conditions else ""


def local(notation: Notation, item: Any) -> list[str]:
    """Everything about one equilibrium."""
    return [
        *_title(notation, item.equilibrium),
        *_jacobian(notation, item),
        *_polynomial(notation, item),
        *_eigenvalues(notation, item),
        *_verdict(notation, item),
        *comparison(notation, item.cross_check),
    ]


def _jacobian(notation: Notation, item: Any) -> list[str]:
    record = item.linearization
    name, entry = notation.fresh("J", r"\mathcal{J}"), notation.fresh("a", "b", "m")
    if not record.stages:
        return [step("Jacobian", "by exact differentiation"), matrix(notation, name, record.jacobian, entry=entry)]
    groups = grouped(record.stages)
    product = r"\,".join(
        f"{name}_{{{i}}}" + (f"^{{{n}}}" if n > 1 else "") for i, (_, n) in reversed(list(enumerate(groups, 1)))
    )
    blocks = [step("Jacobian", "by the chain rule, each stage by exact differentiation at the point it reaches")]
    blocks += [
        matrix(notation, f"{name}_{{{i}}}", stage, entry=f"{entry}^{{({i})}}") for i, (stage, _) in enumerate(groups, 1)
    ]
    return [*blocks, "and altogether", matrix(notation, f"{name} = {product}", record.jacobian, entry=entry)]


def variable(notation: Notation) -> str:
    return notation.fresh(r"\lambda", "s", "z", r"\mu")


def _polynomial(notation: Notation, item: Any) -> list[str]:
    letter, degree = variable(notation), len(item.coefficients) - 1
    left = f"{notation.fresh(chr(92) + 'chi', 'p', 'P')}({letter})"
    room = TEXT - width(left) - 30
    rows: list[str] = []
    named: list[tuple[str, Any]] = []
    for power, coefficient in zip(range(degree, -1, -1), item.coefficients, strict=True):
        if coefficient == 0:
            continue
        base = "" if power == 0 else letter if power == 1 else f"{letter}^{{{power}}}"
        piece = _term(notation, coefficient, base, not rows)
        if width(piece) > room:
            named.append((f"{notation.fresh('c', 'b', 'q')}_{{{power}}}", coefficient))
            piece = f"+ {named[-1][0]} {base}".rstrip()
        if rows and width(f"{rows[-1]} {piece}") <= room:
            rows[-1] += f" {piece}"
        else:
            rows.append(piece)
    blocks = [
        step(
            "Characteristic polynomial",
            r"$\det(" + letter + f" - {notation.fresh('J', chr(92) + 'mathcal{J}')})$, exact",
        ),
        equations(notation, [(left if i == 0 else "", row) for i, row in enumerate(rows)]),
    ]
    return [*blocks, "with", equations(notation, named)] if named else blocks


def _term(notation: Notation, coefficient: Any, base: str, first: bool) -> str:
    shown = notation.tex(coefficient)
    if isinstance(coefficient, Add) and base:
        shown = rf"\left({shown}\right)"
    sign, body = ("-", shown[1:].lstrip()) if shown.startswith("-") else ("" if first else "+", shown)
    if body == "1" and base:
        body = ""
    return f"{sign} {body} {base}".strip()


def _eigenvalues(notation: Notation, item: Any) -> list[str]:
    letter = variable(notation)
    if item.eigenvalues is not None:
        check = (
            "exact, with multiplicity"
            if item.spectrum
            else "the factors of the characteristic polynomial have degree at most 2"
        )
        forms = _closed_forms(notation, letter, item.eigenvalues)
        if sum(width(v if isinstance(v, str) else notation.tex(v)) for _, v in forms) > _READABLE:
            return [
                step("Eigenvalues", check),
                "Their closed forms are too long to be read; the verdict does not need them.",
            ]
        return [step("Eigenvalues", check), equations(notation, forms)]
    if item.spectrum is None:
        return [
            step("Eigenvalues", "no closed form"),
            "An irreducible factor of the characteristic polynomial has degree 3 or more; "
            "the verdict rests on the signs of its coefficients and determinants.",
        ]
    rows = [f"{letter}_{{{i}}} \\approx {_decimal(e)}" for i, e in enumerate(item.spectrum.eigenvalues, 1)]
    shown = [
        f"${row}$, multiplicity {e.algebraic_multiplicity}, {e.side}"
        if e.algebraic_multiplicity > 1
        else f"${row}$, {e.side}"
        for row, e in zip(rows, item.spectrum.eigenvalues, strict=True)
    ]
    return [step("Eigenvalues", f"enclosed to {_DIGITS} digits, the side decided by exact algebra"), items(shown)]


def _decimal(eigenvalue: Any) -> str:
    value = eigenvalue.evalf(_DIGITS)
    real, imaginary = value.as_real_imag()
    if imaginary == 0:
        return str(real)
    tail = f"{abs(imaginary)}\\,i"
    return f"{'' if real == 0 else real} {'-' if imaginary < 0 else '' if real == 0 else '+'} {tail}".strip()


def _closed_forms(notation: Notation, letter: str, found: Sequence[tuple[Any, int]]) -> list[tuple[str, Any]]:
    if len(found) == 2 and all(m == 1 for _, m in found):
        both = plus_minus(notation, found[0][0], found[1][0])
        if both:
            return [(f"{letter}_{{1,2}}", both)]
    return [
        (f"{letter}_{{{i}}}" + (rf"\ \text{{(multiplicity {m})}}" if m > 1 else ""), value)
        for i, (value, m) in enumerate(found, 1)
    ]


def words(verdict: Any) -> str:
    """EXPONENTIALLY_STABLE -> exponentially stable."""
    return str(verdict.name).lower().replace("_", " ")


def _verdict(notation: Notation, item: Any) -> list[str]:
    verdict, time = item.verdict, item.linearization.system.time
    blocks = [step("Verdict", f"rigor: {verdict.rigor.name.lower()}")]
    name = words(verdict.stability).capitalize()
    if len(verdict.cases) == 1:
        where = (
            ""
            if verdict.condition == true
            else " where " + " and ".join(f"${c}$" for c in notation.condition(verdict.condition))
        )
        blocks += [rf"\textbf{{{name}}}{where}.", *_details(notation, verdict.cases[0], time, TEXT)]
        return [*blocks, *_certificate(notation, verdict)]
    same = len({case.stability for case in verdict.cases}) == 1
    blocks.append(
        rf"\textbf{{{name}}} in each of the following cases, which cover all values of the parameters."
        if same
        else "It depends on the parameters; the following cases cover all their values."
    )
    blocks.append(items([paragraphs(_case(notation, case, time)) for case in verdict.cases], "enumerate"))
    return [*blocks, *_certificate(notation, verdict)]


def _case(notation: Notation, case: Any, time: Time) -> list[str]:
    parts = notation.condition(case.condition)
    head = rf"\textbf{{{words(case.stability).capitalize()}}}"
    if sum(map(width, parts)) < _INLINE:
        blocks = [f"{head} where " + " and ".join(f"${p}$" for p in parts) + "."]
    else:
        conditions = sorted(case.condition.args, key=str) if len(parts) > 1 else [case.condition]
        rows = [("", line) for c in conditions for line in lines(notation, c, TEXT - 60)]
        blocks = [f"{head} where", equations(notation, rows, TEXT - 40)]
    return [*blocks, *_details(notation, case, time, TEXT - 40)]


def _details(notation: Notation, case: Any, time: Time, limit: float) -> list[str]:
    blocks = []
    if case.location is not None:
        counts = (case.location.inside, case.location.boundary, case.location.outside)
        blocks.append(
            "Eigenvalues, with multiplicity: "
            + ", ".join(f"{n} {side}" for n, side in zip(counts, _SIDES[time], strict=True))
            + "."
        )
    if case.conserved is not None:
        blocks += [
            "Conserved, by an identity in the state, the parameters and the values of undetermined functions:",
            equations(notation, [("", case.conserved.expression)], limit),
        ]
    arguments = [getattr(case.facts, name).argument for name, _ in _FACTS]
    if case.reason and not any(case.reason in argument for argument in arguments):
        blocks.append(sentence(prose(notation, case.reason)))
    blocks.append(items(_facts(notation, case.facts)))
    return blocks + _rate(notation, case, time, limit)


def _facts(notation: Notation, facts: Any) -> list[str]:
    """The facts, those with one argument together."""
    together: dict[tuple[str, str], list[str]] = {}
    for name, title in _FACTS:
        settled = getattr(facts, name)
        if settled.argument != "not asked":
            together.setdefault((settled.truth.value.lower(), settled.argument), []).append(title)
    return [
        rf"{sentence(', '.join(titles))[:-1]}: \emph{{{truth}}}: {sentence(prose(notation, why))}"
        for (truth, why), titles in together.items()
    ]


def _rate(notation: Notation, case: Any, time: Time, limit: float) -> list[str]:
    if case.rate is None or not isinstance(case.rate, Basic):
        return []
    letter = notation.fresh("r", r"\rho", "q")
    means = "Rate, minus the spectral abscissa:" if time is Time.CONTINUOUS else "Rate, the spectral radius:"
    shown = case.rate.evalf(_DIGITS) if case.rate.is_Float else case.rate
    sign = r"\approx" if case.rate.is_Float else "="
    short = not isinstance(shown, Piecewise) and width(notation.tex(shown)) < 0.25 * TEXT
    if short:
        return [f"{means} ${letter} {sign} {notation.tex(shown)}$."]
    return [means, equations(notation, [(letter, shown)], limit)]


def _certificate(notation: Notation, verdict: Any) -> list[str]:
    certificate = verdict.certificate
    if certificate is None:
        return []
    return [
        f"Certificate for an independent checker ({literal(certificate.kind.replace('_', ' '))}): "
        + sentence(prose(notation, certificate.statement))
    ]

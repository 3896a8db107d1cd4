"""The certificate of a search for equilibria, for the independent checker."""

from __future__ import annotations

from fractions import Fraction

from sympy import Rational

from stability.algebra.program import Program, compile_program
from stability.certificate import Certificate
from stability.clock import Time
from stability.emission import certify_completeness, certify_isolation
from stability.equilibrium import Completeness, Equilibrium, EquilibriumSet
from stability.errors import CannotSolve, NotApplicable
from stability.system import System

_DIGITS = 120  # of an exact coordinate; the smallest boxes have radius 2^-320, but all begin far larger


def certificate_of_equilibria(system: System, found: EquilibriumSet) -> tuple[Certificate | None, str]:
    """(certificate, "") of completeness, (certificate, why not more) of isolation, or (None, the reason).

    Completeness: disjoint boxes hold exactly one equilibrium each, the points of ``found``, and there are no others off
    its components.
    Isolation: each box holds exactly one.  Both for polynomial and rational fields with numbers for parameters.

    >>> from sympy import symbols
    >>> from stability.equilibrium import find_equilibria
    >>> x, y = symbols("x y", real=True)
    >>> system = System(Time.CONTINUOUS, (x, y), (x**2 - 1, y**2 + x))
    >>> certificate, reason = certificate_of_equilibria(system, find_equilibria(system))
    >>> certificate.statement
    'Each of the 2 stated boxes holds exactly one equilibrium of the stated field, and there is no other real one.'
    """
    impossible = uncertifiable(system)
    if impossible:
        return None, impossible
    programs = _programs(system)
    missing = _incomplete(found)
    if not missing:
        try:
            components = [c.equations for c in found.components]
            certificate = certify_completeness(system.time, programs, components=components)
        except (NotApplicable, CannotSolve) as reason:
            missing = str(reason)
        else:
            agreed = _matched(certificate, found.points)
            return (certificate, "") if agreed else (None, _DISAGREE.format(len(found.points), _number(certificate)))
    return _isolated(system.time, programs, found, missing)


def uncertifiable(system: System) -> str:
    """Why no list of equilibria of the system can have a certificate, or nothing."""
    if system.parameters:
        names = ", ".join(map(str, system.parameters))
        return f"equilibria that depend on parameters have no certificate: numbers for {names} are needed"
    try:
        _programs(system)
    except NotApplicable as reason:
        return str(reason)
    return ""


def _programs(system: System) -> list[Program]:
    return [compile_program(system.state, stage) for stage in system.maps]


_DISAGREE = ("the search found {} equilibria and the certificate would state {}: assumptions of the system exclude "
             "some, points lie on components, or this is a defect")


def _incomplete(found: EquilibriumSet) -> str:
    """Why completeness is not even tried, or nothing."""
    if found.completeness is not Completeness.PROVEN_COMPLETE:
        return f"the search ended with {found.completeness}: {found.reason}"
    if any(c.conditions for c in found.components):
        return "components of equilibria under conditions"
    return f"equilibria are listed up to {', '.join(found.up_to)}" if found.up_to else ""


def _isolated(
    time: Time, programs: list[Program], found: EquilibriumSet, missing: str
) -> tuple[Certificate | None, str]:
    chosen, failed = [], ""
    for point in found.points:
        try:
            single = certify_isolation(time, programs, [_coordinates(point)])
        except NotApplicable as reason:
            failed = str(reason)
            continue
        if _matched(single, (point,)):
            chosen.append(_coordinates(point))
    if not chosen:
        return None, "; ".join(filter(None, (missing, failed)))
    left = len(found.points) - len(chosen)
    more = f"; {left} of {len(found.points)} equilibria have no box of their own: {failed}" if left else ""
    return certify_isolation(time, programs, chosen), missing + more


def _coordinates(point: Equilibrium) -> list[Fraction]:
    """To more digits than any box needs; the midpoint of its box where the point is not exact."""
    values = (v if v.is_Rational else Rational(v.evalf(_DIGITS)) for _, v in point.point)
    return [Fraction(int(v.p), int(v.q)) for v in values]


def _number(certificate: Certificate) -> int:
    return len(certificate.data["claim"]["boxes"])


def _matched(certificate: Certificate, points: tuple[Equilibrium, ...]) -> bool:
    """Every point lies in a box of its own, as far as its own box tells, and every box has one."""
    boxes = [[(Fraction(c), Fraction(r)) for c, r in zip(*box, strict=True)]
             for box in certificate.data["claim"]["boxes"]]
    hits = [[k for k, box in enumerate(boxes) if _near(point, box)] for point in points]
    return len(boxes) == len(points) and sorted(hits) == [[k] for k in range(len(boxes))]


def _near(point: Equilibrium, box: list[tuple[Fraction, Fraction]]) -> bool:
    bounds = dict(point.box) if point.box and not point.exact else {}
    for (symbol, _), value, (centre, radius) in zip(point.point, _coordinates(point), box, strict=True):
        low, high = bounds.get(symbol, (0, 0))
        own = Fraction(str(high - low)) / 2 + Fraction(1, 10 ** (_DIGITS - 20))
        if abs(value - centre) > radius + own:
            return False
    return True

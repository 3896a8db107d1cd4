r"""Jumps and kinks on hyperplanes whose place moves with a parameter, under a normal law.

Let z ~ N(0, I), L = h.z + c with h, c functions of a parameter s and h != 0 at the point, and g(z, s, k) continuously
differentiable, with k = H(L) the side of the hyperplane.  The substitution that moves the hyperplane to a fixed place
shows (Reynolds' transport theorem)

    d/ds E g(z, s, H(L)) = E g_s(z, s, H(L)) + E [g(z, s, 1) - g(z, s, 0)] (dL/ds) delta(L),
    E f(z) delta(h.z + c) = phi(c/|h|)/|h| * E f(-c h/|h|^2 + P y),        P = I - h h^T/|h|^2,   y ~ N(0, I),

because h.z/|h| ~ N(0, 1) with density phi, independent of the projection P z.  The derivative of max(0, L) has no such
term, for max(0, L) is continuous; that of H(L) has.  Several hyperplanes have one term each; the terms are continuous
where no two of the hyperplanes coincide, which is where no jump is left with probability > 0 on another one.

Where the integrand depends on z by the one form h.z alone, h.z has the law of |h| y with a single y ~ N(0, 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    Poly,
    Symbol,
    cancel,
    exp,
    nan,
    oo,
    pi,
    sqrt,
    zoo,
)
from sympy import sign as sign_of

from stability.errors import NotApplicable
from stability.expectation.piecewise import KINKS, STEPS
from stability.expectation.variates import Variate, readable

Group = tuple[Variate, ...]
_ASKED = "the derivative of an integral over a jump whose place moves"


@dataclass(frozen=True)
class Form:
    """slopes.z + shift, an affine function of normal variates: slopes by variate, none of them 0."""

    slopes: tuple[tuple[Variate, Expr], ...]
    shift: Expr

    @property
    def square(self) -> Expr:
        """|h|^2."""
        return Add(*(h**2 for _, h in self.slopes))

    @property
    def length(self) -> Expr:
        """|h|."""
        return Abs(self.slopes[0][1]) if len(self.slopes) == 1 else sqrt(self.square)

    def along(self, other: Form) -> Expr | None:
        """The factor r with h = r * (the slopes of the other); None when there is none for all parameters."""
        own, theirs = dict(self.slopes), dict(other.slopes)
        if own.keys() != theirs.keys():
            return None
        ratios = {cancel(own[v] / theirs[v]) for v in own}
        return ratios.pop() if len(ratios) == 1 else None


def form(g: Expr, group: Group) -> Form | None:
    """g as an affine function of the normal variates of a group; None for any other function."""
    used = tuple(v for v in group if g.has_free(v))
    if not used or not all(v.law.rotational for v in used) or not g.is_polynomial(*used):
        return None
    found = Poly(g, *used)
    if found.total_degree() != 1 or any(c.has(nan, zoo, oo) for c in found.coeffs()):
        return None
    slopes = tuple((v, h) for v in used if (h := found.coeff_monomial(v)) != 0)
    return Form(slopes, found.coeff_monomial(Integer(1)))


def mobile(g: Expr, group: Group) -> Form | None:
    """The form of a hyperplane that may be followed: its slopes are not all 0, or that they are not is asked for.

    A shift such as the margin 1 of a hinge keeps the mean smooth where the slopes vanish, which the formula of this
    module does not see; there nothing is asked for, and the jump is not followed.
    """
    found = form(g, group)
    if found is None or found.square.is_positive:
        return found
    at_zero = found.shift.xreplace({s: Integer(0) for s in found.shift.free_symbols})
    return found if at_zero == 0 and found.shift.is_zero is not False else None


def moving_steps(integrand: Expr, group: Group, s: Symbol) -> tuple[Any, ...]:
    """The jumps whose place moves with s, when all of them sit on hyperplanes of normal variates; else none.

    >>> from sympy import Heaviside
    >>> from stability.expectation.variates import variate
    >>> x, psi = variate("N", 1, 0), Symbol("psi", real=True)
    >>> moving_steps(psi*Heaviside(x - psi) + Heaviside(x), (x,), psi)
    (Heaviside(-psi + x),)
    """
    own = set(group)
    found = [j for j in integrand.atoms(*STEPS) if s in j.free_symbols and j.free_symbols & own]
    return tuple(sorted(found, key=str)) if all(mobile(j.args[0], group) for j in found) else ()


def regular(integrand: Expr, steps: tuple[Any, ...], s: Symbol) -> Expr:
    """The derivative of the integrand off its jumps."""
    frozen: dict[Any, Any] = {j: Dummy(real=True) for j in steps}
    back = {d: j for j, d in frozen.items()}
    return integrand.xreplace(frozen).diff(s).xreplace(back)  # type: ignore[no-any-return]


def surface_terms(integrand: Expr, group: Group, steps: tuple[Any, ...], s: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """Pairs (factor, f): the derivative of the integral is that off the jumps plus the sum of factor * E f."""
    for together in _by_place(steps, group):
        place = form(together[0][0].args[0], group)
        assert place is not None  # moving_steps
        moved = together[0][0].args[0].diff(s)
        above = {j: _value(j, up) for j, up in together}
        below = {j: _value(j, not up) for j, up in together}
        jump = Mul(integrand.xreplace(above) - integrand.xreplace(below), moved)
        if jump != 0:
            density = exp(-((place.shift / place.length) ** 2) / 2) / sqrt(2 * pi) / place.length
            yield density, _restricted(jump, place, group)


def _by_place(steps: tuple[Any, ...], group: Group) -> list[list[tuple[Any, bool]]]:
    """Steps grouped by hyperplane, each with whether it goes up where the first of its group does."""
    groups: list[list[tuple[Any, bool]]] = []
    for step in steps:
        for known in groups:
            ratio = cancel(step.args[0] / known[0][0].args[0])
            if ratio.is_number:
                known.append((step, bool(ratio.is_positive)))
                break
        else:
            groups.append([(step, True)])
    return groups


def _value(step: Any, up: bool) -> Expr:
    return Integer(1 if up else -1 if isinstance(step, sign_of) else 0)


def _restricted(f: Expr, place: Form, group: Group) -> Expr:
    """f on the hyperplane, by variates of the same names.

    A kink there has an argument in lowest terms, so that one that vanishes on the whole hyperplane is seen to be 0.
    """
    onto = _projection(place)

    def on_plane(g: Expr) -> Expr:
        put = g.xreplace(onto)
        if not put.is_polynomial(*group):
            return put  # type: ignore[no-any-return]
        return Add(
            *(Mul(cancel(c), *(v**k for v, k in zip(group, m, strict=True))) for m, c in Poly(put, *group).terms())
        )

    rule = {}
    for node in sorted(f.atoms(*KINKS, *STEPS), key=str):
        if not node.free_symbols & set(group):
            continue
        first, *rest = node.args if not isinstance(node, STEPS) else (node.args[0],)
        if isinstance(node, (Max, Min)):
            rule[node] = node.func(*(on_plane(a) for a in (first, *rest)))
            continue
        inner = on_plane(first)
        if inner == 0 and isinstance(node, STEPS):
            raise NotApplicable(_ASKED, f"two jumps at one place, of them {readable(node)}", "one jump at each place")
        rule[node] = node.func(inner, *node.args[1:])
    hidden: dict[Any, Any] = {node: Dummy(real=True) for node in rule}
    shown = {hidden[node]: new for node, new in rule.items()}
    return f.xreplace(hidden).xreplace(onto).xreplace(shown)  # type: ignore[no-any-return]


def _projection(place: Form) -> dict[Variate, Expr]:
    """z -> -c h/|h|^2 + P y, with y named like z; in the plane P y has the law of y_1 times a unit vector."""
    slopes = place.slopes
    if len(slopes) == 1:
        ((v, h),) = slopes
        return {v: -place.shift / h}
    if len(slopes) == 2:
        (v, h), (w, k) = slopes
        back = -place.shift / place.square
        return {v: back * h - k * v / place.length, w: back * k + h * v / place.length}
    dot = Add(*(h * v for v, h in slopes))
    return {v: v - h * (dot + place.shift) / place.square for v, h in slopes}


def turned(integrand: Expr, group: Group) -> Expr:
    """The same mean by one variate y instead of several z, where the integrand depends on h.z alone.

    >>> from sympy import symbols
    >>> from stability.expectation.variates import variate
    >>> z, y, (b, c) = variate("N", 1, 0), variate("N", 1, 1), symbols("b c", real=True)
    >>> turned(Max(0, 3*z - 4*y + c), (z, y)) == Max(0, 5*z + c)
    True
    """
    kinks = [n for n in integrand.atoms(*KINKS, *STEPS) if n.free_symbols & set(group)]
    forms = [form(g, group) for n in kinks for g in n.args if g.free_symbols & set(group)]
    first = next((f for f in forms if f is not None), None)
    if first is None or len(first.slopes) < 2:
        return integrand
    rule = {n: _along(n, first, group) for n in kinks if _along(n, first, group) is not None}
    hidden: dict[Any, Any] = {n: Dummy(real=True) for n in rule}
    rest = integrand.xreplace(hidden)
    if rest.has_free(*(v for v, _ in first.slopes)):
        return integrand
    return rest.xreplace({hidden[n]: new for n, new in rule.items()})  # type: ignore[no-any-return]


def _along(node: Any, first: Form, group: Group) -> Expr | None:
    """A kink in terms of the one form: h.z by |h| y, y named like the first variate."""
    y = first.slopes[0][0]
    pairs = []
    for g in node.args if not isinstance(node, STEPS) else node.args[:1]:
        found = form(g, group)
        ratio = Integer(0) if found is None else found.along(first)
        if ratio is None or (found is None and g.free_symbols & set(group)):
            return None
        pairs.append((ratio, g if found is None else found.shift))
    if isinstance(node, KINKS) and not any(shift for _, shift in pairs):
        return Mul(first.length, node.func(*(ratio * y for ratio, _ in pairs)))
    arguments = [ratio * first.length * y + shift for ratio, shift in pairs]
    return node.func(*arguments, *node.args[len(pairs) :])  # type: ignore[no-any-return]


def turning(integrand: Expr, group: Group) -> tuple[Expr, ...]:
    """What must be positive for the jumps in an integrand to be followed: |h|^2 for a step H(h.z + c)."""
    own = set(group)
    steps = sorted((j for j in integrand.atoms(*STEPS) if j.free_symbols & own), key=str)
    squares = (found.square for j in steps if (found := mobile(j.args[0], group)) is not None)
    return tuple(q for q in dict.fromkeys(squares) if q.is_positive is not True)


def on_hyperplanes(node: Any, group: Group) -> bool:
    """Whether the kinks of a node sit on hyperplanes that may be followed."""
    if not isinstance(node, (Max, Min)):
        return mobile(node.args[0], group) is not None
    pairs = [p - q for p, q in combinations(node.args, 2)]
    return all(mobile(d, group) is not None for d in pairs if d.free_symbols & set(group))

"""Derivatives with a memory: the same as ``diff`` gives, refused where that is refused, and many times faster."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Function,
    Heaviside,
    Integer,
    Lambda,
    Mul,
    Poly,
    Rational,
    Symbol,
    erf,
    exp,
    ilcm,
    log,
    sin,
    symbols,
    tanh,
)

from stability import BadInput, Finite, Game, Normal, NotApplicable, Uniform, objectives
from stability.expectation import Expectation, ball, expectation, gradient, lower, nodes
from stability.expectation import jacobian as remembered
from stability.expectation.chains import core_of
from stability.expectation.monomials import collected, monomial, slope, times, total
from stability.expectation.variates import variates_in
from stability.games import gaussian_mean_gan, linear_quadratic_gan, quadratic_gaussian_gan, uniform_gan
from stability.objectives import hinge, least_squares, logistic, wasserstein
from stability.system import gradient_field

x, y, psi, theta, q, w, b = symbols("x y psi theta q w b", real=True)
f = Function("f")


# --- equality of expressions with integrals ---


def same(first: Expr, second: Expr) -> bool:
    """Equal integrals: the difference of the integrands vanishes as a rational function of exponentials and others.

    A sum of nodes is one integral over all variates, because each law has mass 1; products of nodes are no such sum.
    A rational function of degree below 2^10 that is not zero vanishes at all three points with probability 2^-30.
    """
    found = {n for e in (first, second) for n in nodes(e)}
    stand_in = {n: Dummy() for n in found}
    for e in (first, second):
        assert not found or Poly(e.xreplace(stand_in), *stand_in.values()).total_degree() <= 1
    integrands = {n: n.integrand for n in found}
    difference = first.xreplace(integrands) - second.xreplace(integrands)
    function = _rational(difference)
    draw, names = Random(1), sorted(function.free_symbols, key=str)
    values = [function.xreplace({s: Rational(draw.randrange(1, 2**20), 2**10) for s in names}) for _ in range(3)]
    assert all(v.is_Rational for v in values)
    return not any(values)


@cache
def _terms(u: Expr) -> dict[Expr, Rational]:
    return dict(u.expand().as_coefficients_dict())


def _rational(e: Expr) -> Expr:
    """Exponentials of multiples of one u as powers of one symbol, every other function as a symbol."""
    groups: dict[Any, dict[Expr, Rational]] = {}
    for power in e.atoms(exp):
        terms = _terms(power.args[0])
        first = min(terms, key=str)
        direction = frozenset((m, c / terms[first]) for m, c in terms.items())  # the same for multiples of u
        groups.setdefault(direction, {})[power] = terms[first]
    rule = {}
    for ratios in groups.values():
        t, unit = Dummy(positive=True), ilcm(1, *(r.q for r in ratios.values()))
        rule.update({power: t ** (r * unit) for power, r in ratios.items()})
    return e.xreplace(rule).replace(lambda n: isinstance(n, Function), lambda n: Symbol(f"<{n}>"))


def plain(expressions: Any, state: Any) -> list[list[Expr]]:
    return [[e.diff(s) for s in state] for e in expressions]


def all_same(rows: Any, others: Any) -> bool:
    return all(same(a, c) for row, other in zip(rows, others, strict=True) for a, c in zip(row, other, strict=True))


def points(objective: Any, count: int = 5) -> Game:
    """Generated points in the plane, Gaussian data."""
    found = [symbols(f"g{i}x g{i}y", real=True) for i in range(count)]
    v = symbols("v1:5", real=True)
    return Game.gan("points", output=v[0] * x + v[1] * y + v[2] * x * y + v[3] * tanh(x), input=(x, y),
                    real=Normal([0, 1], 4), fake=Finite.uniform(found), generator=[c for p in found for c in p],
                    discriminator=v, f=objective)


def test_equality_is_not_given_away() -> None:
    """The twins of ``same``: a factor, a power, another law, a product of two integrals are told apart."""
    law = Normal(0, 1)
    g = expectation(1 / (1 + exp(psi * x)), x, law)
    assert same(g, expectation(exp(-psi * x) / (1 + exp(-psi * x)), x, law))
    for wrong in (2 * g, g + Rational(1, 10**9), expectation(1 / (1 + exp(psi * x)) ** 2, x, law),
                  expectation(1 / (1 + exp(psi * x)), x, Uniform(-1, 1)), expectation(1 / (1 + exp(q * x)), x, law)):
        assert not same(g, wrong)
    with pytest.raises(AssertionError):
        same(g**2, expectation(1 / (1 + exp(psi * x)) ** 2, x, law))


@pytest.mark.parametrize("make", [
    lambda: points(logistic, 2), lambda: points(f), lambda: uniform_gan(factors=2), lambda: linear_quadratic_gan(2, f),
    lambda: quadratic_gaussian_gan(logistic), lambda: gaussian_mean_gan(objectives.jensen_shannon),
    lambda: quadratic_gaussian_gan(least_squares), lambda: linear_quadratic_gan(2, wasserstein),
    lambda: uniform_gan(objectives.hellinger),
], ids=["points", "points, abstract f", "product generator", "quadratic, abstract f", "quadratic on the line",
        "Jensen-Shannon", "least squares", "polynomial", "Hellinger"])
def test_remembered_derivatives_equal_plain_ones(make: Any) -> None:
    """Field and Jacobian are what ``diff`` gives, entry by entry, as integrals."""
    game = make()
    field = gradient_field(game).rhs
    assert all_same([field], [[-p.loss.diff(s) for p in game.players for s in p.variables]])
    rows = remembered(field, game.state)
    others = plain(field, game.state)
    assert all_same(rows, others)
    changed = next((i, j) for i, row in enumerate(rows) for j, e in enumerate(row) if e != 0)
    assert not same(2 * rows[changed[0]][changed[1]], others[changed[0]][changed[1]])


@pytest.mark.parametrize("make", [
    lambda: uniform_gan(factors=2), lambda: uniform_gan(saturating=False), lambda: linear_quadratic_gan(2, logistic),
    lambda: quadratic_gaussian_gan(logistic, bias=True),
])
def test_bound_variables_stay_bound(make: Any) -> None:
    """No derivative of E[g(exp(u))] or -E[g(exp(u))] takes the exponential, which holds the variate, out of E."""
    game = make()
    field = gradient_field(game).rhs
    entries = [*field, *(e for row in remembered(field, game.state) for e in row)]
    assert any(e.has(Expectation) for e in entries)
    assert not set().union(*(variates_in(e) for e in entries))
    assert variates_in(nodes(entries[0])[0].integrand)  # the twin: inside they are there, and would be seen


def test_remembered_derivatives_are_refused_as_well() -> None:
    """The exchange of derivative and integral is checked on this route too."""
    with pytest.raises(NotApplicable):
        remembered([psi * expectation(Abs(psi * x + psi * x**2), x, Normal(0, 1))], [psi])
    assert remembered([Abs(psi), f(psi), psi**psi], [q]) == [[0], [0], [0]]
    power = 2**psi + psi**q
    at = {psi: Rational(9, 4), q: Rational(5, 2)}
    assert all((d - power.diff(s)).xreplace(at) == 0 for d, s in zip(gradient(power, [psi, q]), (psi, q), strict=True))


def test_known_functions() -> None:
    """Functions that hold no exponential are differentiated by their slopes."""
    for e in (sin(psi * q) ** 2, erf(psi**2 * q), tanh(psi - q) * q, Heaviside(psi * q - 1), abs(psi * q + 1)):
        assert gradient(e, [psi, q]) == [e.diff(psi), e.diff(q)]


# --- monomials ---


def test_monomials_are_differentiated_as_by_sympy() -> None:
    """The quick product and sum are equal to SymPy's as trees, so that nothing downstream can tell them apart."""
    terms = [3 * x**2 * y * q, x**3 / 7, -x * psi**2 * q**4, x, y * x**2, -2 * x * w]
    for term in terms:
        assert monomial(term) and slope(term, x) == term.diff(x)
    assert collected(terms) and total([slope(t, x) for t in terms]) == Add(*terms).diff(x)
    for first in (*terms, 2 * exp(x * q), f(x) * y, (x + y) ** 2 * q, Rational(2, 3), x + y, log(x**2 + 1)):
        for second in (*terms, exp(y), Integer(-1), (x + y), q * exp(-x * q), 1 / (1 + exp(x))):
            assert times(first, second) == first * second


def test_sums_that_are_not_collected() -> None:
    """Sums and products built without evaluation go the general way; the twins of the two checks."""
    twice = Add(x * y, x * y, evaluate=False)
    assert not collected(twice.args) and gradient(twice, [x]) == [2 * y]
    odd = Mul(y, x, x, evaluate=False)
    assert not monomial(odd) and gradient(odd, [x]) == [2 * x * y]
    assert not monomial(x / y) and not monomial(x * exp(y)) and not monomial(Integer(2))


# --- integrals of a polynomial times a function ---


def test_cores() -> None:
    """Only what has no closed form with any polynomial, no kink and no condition is a core."""
    u = next(iter(variates_in(nodes(expectation(log(1 + exp(psi * x)), x, Normal(0, 1)))[0].integrand)))
    assert core_of(1 / (1 + exp(psi * u)), (u,)) is not None
    for other in (exp(psi * u), sin(psi * u), abs(psi * u) / (1 + exp(u)), exp(psi * u**2) / (1 + exp(u)) ** 2, 1 / u):
        assert core_of(other, (u,)) is None
    even = core_of(1 / (1 + u**2), (u,))
    assert even is not None and [sign for _, sign in even.symmetries] == [1]


def test_odd_integrals_vanish_on_the_quick_route() -> None:
    """d/db E log(1 + exp(psi x^2 + b x)) at the level of entries: x^3 times an even function integrates to zero."""
    loss = expectation(log(1 + exp(psi * x**2)) * (1 + b * x), x, Normal(0, 1))
    assert gradient(loss, [b])[0] == 0
    even = expectation(x**2 / (1 + exp(psi * x**2)), x, Normal(0, 1))
    assert gradient(even, [psi])[0] != 0


# --- kinks ---


def test_hinge_under_a_normal_law() -> None:
    """1 - psi (theta + x) is never identically zero, so its kink has probability 0; numbers by the normal law."""
    game = gaussian_mean_gan(hinge)
    field = gradient_field(game).rhs
    at = {psi: Rational(1, 2), theta: Rational(1, 3)}
    inside = (1 + erf((2 - Rational(1, 3)) / 2 ** Rational(1, 2))) / 2  # P(theta + x < 1/psi)
    assert abs((field[0].xreplace(at) + inside / 2).evalf(30)) < Rational(1, 10**25)
    flat = {psi: Integer(0), theta: Rational(1, 3)}
    assert [e.xreplace(flat) for e in field] == [0, Rational(1, 3)]  # D = 0: the field of the WGAN
    value = game.players[1].loss
    step = Rational(1, 10**8)
    ends = [ball(value.xreplace({**at, psi: at[psi] + sign * step}), digits=30) for sign in (1, -1)]
    difference = (ends[0] - ends[1]) / (2 * ball(step))
    # the third derivative is below 10, the step squared 1e-16
    assert abs(float(difference + ball(field[1].xreplace(at), digits=20))) < 1e-12


@pytest.mark.parametrize(("output", "declared"), [
    (psi * x + b, psi), (psi * x + b * x**2 + w, psi), ((psi * x + 1) * b, b), (psi * (x + q) + psi * b + 1 - q, psi),
])
def test_kinks_that_may_have_positive_probability(output: Expr, declared: Symbol) -> None:
    """The twins: D can be identically 1 (psi = 0, b = 1), and then the derivative from both sides differs."""
    loss = expectation(hinge.fake(output), x, Normal(0, 1))
    for s in sorted(output.free_symbols - {x}, key=str):
        with pytest.raises(NotApplicable, match="positive probability"):
            gradient(loss, [s])


def test_symbols_that_are_not_zero_settle_kinks() -> None:
    """a x with a > 0 moves the kink over a null set, whatever the rest is."""
    a = Symbol("a", positive=True)
    loss = expectation(hinge.fake(a * x**2 + b * x + w), x, Normal(0, 1))
    assert gradient(loss, [b])[0].has(Heaviside)


def test_moving_jumps_stay_refused() -> None:
    """The second derivative of the hinge needs the density at the kink, which the integrand's derivative misses."""
    game = gaussian_mean_gan(hinge)
    with pytest.raises(NotApplicable, match="place moves"):
        remembered(gradient_field(game).rhs, game.state)


# --- compiled sums ---


def test_error_functions_in_compiled_sums() -> None:
    """NumPy has no erf: the sums, the search of equilibria and the plots use SciPy's."""
    loss = expectation(erf(psi * x) / (2 + exp(x)), x, Normal(0, 1))
    found = lower([loss], [{psi: 1.0}])
    exact = ball(loss.xreplace({psi: Integer(1)}), digits=20)
    assert abs(float(found.expressions[0].subs(psi, 1)) - float(exact)) < 1e-9  # tolerance of lower is 1e-10


def test_points_must_have_values() -> None:
    """A test point without all values is refused with what to write."""
    with pytest.raises(BadInput, match="psi"):
        lower([expectation(erf(psi * x) / (2 + exp(x)), x, Normal(0, 1))], [{}])


def test_given_functions_are_objectives() -> None:
    """A function given as a Lambda differentiates as the shelf's does."""
    t = Symbol("t", real=True)
    given = gaussian_mean_gan(Lambda(t, -log(1 + exp(-t))))
    assert gradient_field(given).rhs == gradient_field(gaussian_mean_gan(logistic)).rhs

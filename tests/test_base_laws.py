"""A base law is one file: a third one gets moments, closed forms, balls and quadrature; an unknown one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mpmath as mp
import pytest
from sympy import Rational, Symbol, cos, exp, log, symbols, tanh

from stability import BadInput, Game, Pushforward, Stability, Uniform, analyze, shelf
from stability.expectation import Standard, ball, expectation, lower
from stability.expectation import standard as package
from stability.expectation.variates import variate

#: The symmetric triangular law on [-1, 1]: density 1 - |z|, E v^2 = 1/6.
TRIANGULAR = '''
import numpy as np
from sympy import Integer, Rational
from stability.expectation.standard.base import AbstractStandard

__all__ = ["TRIANGULAR"]


class _Triangular(AbstractStandard):
    name, text, latex, letters, symmetric = "T", "T(-1, 1)", r"\\mathcal{T}(-1, 1)", "tab", True

    def moment(self, k):
        return Integer(0) if k % 2 else Rational(2, (k + 1) * (k + 2))

    def nodes(self, order):
        points, weights = np.polynomial.legendre.leggauss(order)
        points = np.concatenate([(points - 1) / 2, (points + 1) / 2])
        return points, np.concatenate([weights, weights]) * (1 - abs(points))

    def density(self, z, analytic):
        return 1 - z.real_abs(analytic=analytic)


TRIANGULAR = _Triangular()
'''
#: A law that is not symmetric: density (1 + z)/2, E v = 1/3.
RAMP = '''
import numpy as np
from sympy import Rational
from stability.expectation.standard.base import AbstractStandard

__all__ = ["RAMP"]


class _Ramp(AbstractStandard):
    name, text, latex, letters = "R", "R(-1, 1)", r"\\mathcal{R}(-1, 1)", "rab"

    def moment(self, k):
        return Rational(1, k + 1) if k % 2 == 0 else Rational(1, k + 2)

    def nodes(self, order):
        points, weights = np.polynomial.legendre.leggauss(order)
        return points, weights * (1 + points)

    def density(self, z, analytic):
        return (1 + z) / 2


RAMP = _Ramp()
'''
x, psi, theta = symbols("x psi theta", real=True)


@pytest.fixture
def two_more(tmp_path: Path) -> Iterator[None]:
    """Two further files on the shelf of base laws, for one test."""
    (tmp_path / "triangular.py").write_text(TRIANGULAR, encoding="utf-8")
    (tmp_path / "ramp.py").write_text(RAMP, encoding="utf-8")
    package.__path__.append(str(tmp_path))
    shelf.modules.cache_clear()
    shelf.members.cache_clear()
    yield
    package.__path__.remove(str(tmp_path))
    shelf.modules.cache_clear()
    shelf.members.cache_clear()


def reference(g: object, density: object) -> mp.mpf:
    """E g by mpmath, without this package."""
    return mp.quad(lambda z: g(z) * density(z), [-1, 0, 1])  # type: ignore[operator]


@pytest.mark.usefixtures("two_more")
def test_a_third_law_is_one_file() -> None:
    """Exact moments, a certified ball and a quadrature of log(1 + exp(v)), against mpmath."""
    for name, density in (("T", lambda z: 1 - abs(z)), ("R", lambda z: (1 + z) / 2)):
        law = Standard(name)
        for k in range(6):
            exactly = expectation(x**k, x, law)
            wanted = reference(lambda z, k=k: z**k, density)
            assert exactly.is_Rational and abs(mp.mpf(exactly.p) / exactly.q - wanted) < 1e-12  # 15 digits of mpmath
        node = expectation(log(1 + exp(psi * x)), x, law)
        expected = reference(lambda z: mp.log(1 + mp.exp(2 * z)), density)
        assert abs(float(ball(node, {psi: 2}, 20)) - expected) < 1e-13  # the rounding of both to floats
        (sum_,) = lower([node], [{psi: 2}]).expressions
        assert abs(float(sum_.xreplace({psi: 2})) - expected) < 1e-10  # the tolerance of lower
        assert law.name in str(node)


@pytest.mark.usefixtures("two_more")
def test_oddness_needs_symmetry() -> None:
    """E tanh(psi v) is 0 for the triangular law and not for the ramp."""
    assert expectation(tanh(psi * x), x, Standard("T")) == 0
    assert expectation(tanh(psi * x), x, Standard("R")) != 0
    expected = reference(mp.tanh, lambda z: (1 + z) / 2)
    assert abs(float(ball(expectation(tanh(x), x, Standard("R")), {}, 15)) - expected) < 1e-13  # rounding to floats


@pytest.mark.usefixtures("two_more")
def test_a_game_on_a_third_law() -> None:
    """D = psi x: the Jacobian at the origin holds the variance 1/6 of the law, where the uniform law has 1/3."""
    z = Symbol("z", real=True)
    for law, variance in ((Standard("T"), Rational(1, 6)), (Uniform(-1, 1), Rational(1, 3))):
        gan = Game.gan(
            "third", output=psi * x, input=x, real=law, fake=Pushforward(z + theta, z, law), generator=theta,
            discriminator=psi, f=lambda t: -log(1 + exp(-t)))
        found = analyze(gan, at={theta: 0, psi: 0}).local[0]
        assert found.linearization.jacobian[1, 1] == -variance / 2
        assert found.verdict.stability is Stability.EXPONENTIALLY_STABLE


def test_an_unknown_law_is_refused() -> None:
    """The twin: without its file there is no such law, and nobody answers for it."""
    for attempt in (lambda: Standard("T"), lambda: variate("T", 1, 0), lambda: package.standard("V")):
        with pytest.raises(BadInput, match="base laws are N, U"):
            attempt()


def test_standard_laws_are_the_known_ones() -> None:
    """Standard("N") and Standard("U") are N(0, 1) and U(-1, 1)."""
    assert expectation(x**4, x, Standard("N")) == 3
    assert expectation(cos(2 * x), x, Standard("U")) == expectation(cos(2 * x), x, Uniform(-1, 1))

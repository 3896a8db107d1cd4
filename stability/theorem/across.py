"""Claims about the spectrum across a manifold of equilibria given by equations, and along a family of states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Annotated, Any

from flint import arb_mat, ctx
from sympy import Add, Dummy, Matrix, Rational, collect, degree

from stability.algebra.numbers import sharp_ball
from stability.algebra.systems.balls import BallFunction
from stability.algebra.univariate import routh_count
from stability.clock import Time
from stability.linearization import linearize
from stability.region import characteristic_coefficients
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.doors import maybe, row
from stability.theorem.equal import vanishes
from stability.theorem.factors import polynomial
from stability.theorem.fields import Count, Expressions, Letter, Place, SomePart
from stability.theorem.roots import enclosed_root

#: Working precision in bits; the counts need a few digits, the rest is room for cancellation.
_BITS = 300
#: Factors by which a component on the slice may differ from the equation of the root.
_FACTORS = tuple(s * Rational(p, q) for p, q in ((1, 1), (1, 2), (1, 4), (2, 1)) for s in (1, -1))


@dataclass(frozen=True)
class AcrossEquilibria(Claim):
    """The point lies on a manifold of equilibria; across it this many eigenvalues are inside and outside.

    With no eigenvalue outside every start nearby converges to some point of the manifold: SEMISTABLE.
    fixed: pairs (state symbol, value) that hold on the manifold; on that slice the field of the other variables
    vanishes identically, and the field of the fixed ones is k equations whose Jacobian has rank k at the point, so that
    the manifold is smooth, of the dimension of the slice minus k.  at: pairs (state symbol, expression in the unknown);
    root: (unknown, equation, rational near its root) or None.
    """

    fixed: SomePart
    at: Place
    inside: Count
    outside: Count
    root: Annotated[Any, maybe(row(doors.symbol, doors.expression, doors.rational))] = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("the manifold is examined for a flow")
        fixed, point = dict(self.fixed), dict(self.at)
        slice_ = {s: c.xreplace(fixed) for s, c in zip(system.state, system.rhs, strict=True)}
        free = [s for s in system.state if s not in fixed]
        moving = [slice_[s] for s in free if not vanishes(slice_[s].expand())]
        if moving:
            witness = nonzero_witness(system, *moving)
            return refuted("the slice moves", witness) if witness else undecided("whether the slice is at rest")
        if any(not vanishes(point[s] - v) for s, v in fixed.items()) or not all(self._rests(slice_[s]) for s in fixed):
            return undecided("the point is not shown to be an equilibrium on the slice")
        equations = Matrix([slice_[s] for s in fixed])
        ranked = self._balls(equations.jacobian(free).xreplace(point))
        k = len(fixed)
        chosen = combinations(range(len(free)), k)
        minors = (arb_mat([[row[j] for j in columns] for row in ranked]).det() for columns in chosen)
        if all(m.contains(0) for m in minors):
            return undecided("the equations of the manifold are not shown to have full rank at the point")
        matrix = Matrix(linearize(system, point).jacobian)
        return self._counted(matrix, len(free) - k)

    def _rests(self, component: Any) -> bool:
        """Whether a component vanishes at the point: identically, or as a multiple of the equation of the root."""
        here = component.xreplace(dict(self.at)).expand()
        factors = _FACTORS if self.root else ()
        return vanishes(here) or any(vanishes((here - c * self.root[1]).expand()) for c in factors)

    def _balls(self, matrix: Any) -> list[list[Any]]:
        entries = list(matrix)
        if self.root is None:
            flat = [sharp_ball(e, _BITS) for e in entries]
        else:
            unknown, equation, near = self.root
            box = enclosed_root([equation], [unknown], [near])
            with ctx.workprec(_BITS):
                flat = BallFunction(entries, [unknown])(box)
        return [flat[i * matrix.cols : (i + 1) * matrix.cols] for i in range(matrix.rows)]

    def _counted(self, matrix: Any, dimension: int) -> Checked:
        with ctx.workprec(_BITS):
            # the tangent space of the manifold is in the kernel, so that the lowest coefficients are exactly 0
            rest = arb_mat(self._balls(matrix)).charpoly().coeffs()[dimension:]
            outside = routh_count(rest[::2], rest[1::2], len(rest) - 1, _BITS)
        exhibits = (("Jacobian", matrix),)
        if outside is None:
            return undecided("the balls do not decide Routh's table across the manifold", exhibits=exhibits)
        found = (len(rest) - 1 - outside, outside)
        text = f"the manifold has dimension {dimension}; across it {found[0]} eigenvalues inside, {found[1]} outside"
        if found != (self.inside, self.outside):
            return refuted("the counts differ", text, exhibits=exhibits, rigor=Rigor.CERTIFIED)
        return confirmed(f"{text} (Routh's table in balls)", exhibits=exhibits, rigor=Rigor.CERTIFIED, predicted=text)

    def twins(self) -> tuple[Claim, ...]:
        moved = (self.inside - 1, self.outside + 1) if self.inside else (self.inside + 1, self.outside - 1)
        return (replace(self, inside=moved[0], outside=moved[1]),)


@dataclass(frozen=True)
class CharacteristicAt(Claim):
    """Equality: at this state, at rest or not, det(s - J) of the Jacobian J is the product of the factors.

    factors: expressions in ``variable`` and the parameters; at: pairs (state symbol, expression).  A family of states
    that are equilibria under a further condition is treated at once, without solving the condition.
    """

    factors: Expressions
    variable: Letter
    at: Place

    def check(self, system: System) -> Checked:
        for factor in self.factors:
            polynomial(factor, self.variable)  # which refuses another expression
        matrix = linearize(system, dict(self.at)).jacobian
        found = _coefficients(matrix)
        claimed = self._claimed()
        exhibits = (("Jacobian", matrix),)
        if len(found) != len(claimed):
            return refuted("its degree differs", f"degree {len(found) - 1}, not {len(claimed) - 1}", exhibits=exhibits)
        wrong = [d for a, b in zip(found, claimed, strict=True) if not vanishes(d := (a - b).expand())]
        if not wrong:
            return confirmed("every coefficient agrees, identically in all parameters", exhibits=exhibits)
        witness = nonzero_witness(system, *wrong)
        reason = "a coefficient of the characteristic polynomial differs"
        return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)

    def _claimed(self) -> list[Any]:
        """Coefficients of the product, leading one first, without expanding them."""
        product = {0: self.variable**0}
        for factor in self.factors:
            parts = collect(factor.expand(), self.variable, evaluate=False)
            powers = {int(degree(k, self.variable)): c for k, c in parts.items()}
            longer: dict[int, list[Any]] = {}
            for i, a in product.items():
                for j, b in powers.items():
                    longer.setdefault(i + j, []).append(a * b)
            product = {k: Add(*terms) for k, terms in longer.items()}
        return [product.get(k, self.variable * 0) for k in range(max(product), -1, -1)]

    def twins(self) -> tuple[Claim, ...]:
        first, *rest = self.factors
        return (replace(self, factors=(perturbed(first), *rest)),)


def _coefficients(matrix: Any) -> list[Any]:
    """det(s - M), leading coefficient first: one symbol for each entry while the determinant is expanded."""
    names: dict[Any, Any] = {}

    def name(entry: Any) -> Any:
        if entry == 0 or entry.is_Rational:
            return entry
        opposite = (-entry).expand()
        return -names[opposite] if opposite in names else names.setdefault(entry, Dummy())

    named = Matrix(matrix).applyfunc(name)
    back = {symbol: entry for entry, symbol in names.items()}
    return [c.xreplace(back) for c in characteristic_coefficients(named)]

"""Claims about fields with a kink at the equilibrium: what they do on its two sides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Annotated, Any

from sympy import Abs, Dummy, Integer, Matrix, sign

from stability.algebra.conditions import never_zero, sign_set
from stability.clock import Time
from stability.errors import BadInput, NotApplicable
from stability.linearization import check_smooth, linearize
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.data import listed
from stability.theorem.doors import each, vector
from stability.theorem.equal import vanishes
from stability.theorem.fields import Point, Variable, Vector
from stability.theorem.local import at_point
from stability.theorem.smooth import rough


@dataclass(frozen=True)
class OneSidedField(Claim):
    """The field (of a map: the displacement F(x) - x) has these limits at a point from ``variable`` above and below.

    Where a limit is not 0, no trajectory that stays on that side, off the kink, converges to the point.  Where the two
    differ, or the field is not differentiable for another reason, ``linearize`` must refuse the point.  above, below:
    one expression for each state variable; at: the point, None for the origin; it has to lie on ``variable`` = 0.
    On each side the field is smooth up to the point, so that its limit does not depend on the way.
    """

    variable: Variable
    above: Vector
    below: Vector
    at: Point = None

    def check(self, system: System) -> Checked:
        point = at_point(system, self.at)
        if self.variable not in system.state or not vanishes(point[self.variable]):
            found = f"{self.variable} = {point.get(self.variable)}"
            raise BadInput("a point on a kink", found, "a point where the variable is 0")
        for side in (self.above, self.below):
            listed(side, len(system.state), "limits, one for each state variable")
        limits = [one_sided(system, self.variable, point, side) for side in (1, -1)]
        exhibits = (("From above", Matrix(limits[0])), ("From below", Matrix(limits[1])))
        pairs = zip((*limits[0], *limits[1]), (*self.above, *self.below), strict=True)
        wrong = [d for f, c in pairs if not vanishes(d := (f - c).expand())]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            return (
                refuted("a one-sided limit differs", witness, exhibits=exhibits)
                if witness
                else undecided(f"whether {wrong[0]} vanishes", exhibits=exhibits)
            )
        jump = any(not vanishes((a - b).expand()) for a, b in zip(self.above, self.below, strict=True))
        try:
            linearize(system, point)
        except NotApplicable as kink:
            refusal = f"linearization is refused there: {kink.found}"
        else:
            return undecided("the point is not seen to be a kink, although it is claimed to be one", exhibits=exhibits)
        return confirmed(
            "the one-sided limits of the field, identically in the parameters"
            + ("; they differ, so that the field has no Jacobian there" if jump else "")
            + self._moving(system)
            + f"; {refusal}",
            exhibits=exhibits,
        )

    def _moving(self, system: System) -> str:
        """Whether trajectories off the kink are kept away."""
        sides = [any(0 not in sign_set(e, system.assumptions) for e in side) for side in (self.above, self.below)]
        unit = "speed" if system.time is Time.CONTINUOUS else "length of a step"
        return f"; on both sides the {unit} has a limit that is not 0" if all(sides) else ""

    def twins(self) -> tuple[Claim, ...]:
        first, *rest = self.above
        zero = tuple(Integer(0) for _ in self.above)
        twins: tuple[Claim, ...] = (replace(self, above=(perturbed(first), *rest)),)
        # the formal derivative treats the field as if it had one value at the kink
        return twins if self.above == zero else (*twins, replace(self, above=zero, below=zero))


def one_sided(system: System, variable: Any, point: Any, side: int) -> tuple[Any, ...]:
    """The limit of the field or displacement at the point, from variable > 0 (side = 1) or < 0 (side = -1).

    Stages are taken in turn: until ``variable`` moves away from 0, the next stage sees the same side.
    """
    step = Dummy("epsilon", positive=True)
    here, off = dict(point), True
    for stage in system.maps:
        near = {**here, variable: side * step} if off else here
        if off:
            _smooth_up_to(stage, system, variable, here, side * step)
        after = {s: c.xreplace(near).xreplace({step: step * 0}) for s, c in zip(system.state, stage, strict=True)}
        if not off:
            for component in stage:
                check_smooth(component, here, system.assumptions, "a one-sided limit")
        off = off and dict(zip(system.state, stage, strict=True))[variable] == variable
        if system.time is Time.CONTINUOUS:
            return tuple(after.values())
        here = after
    return tuple((here[s] - point[s]).expand() for s in system.state)


def _smooth_up_to(stage: Any, system: System, variable: Any, here: Any, near: Any) -> None:
    """Raises NotApplicable unless every component is smooth up to the point from that side."""
    (step,) = near.free_symbols
    there = {**{s: v for s, v in here.items() if s != variable}, step: step * 0}
    bent = rough([c.xreplace({variable: near}) for c in stage], system.assumptions, there)
    if bent:
        raise NotApplicable("a one-sided limit", bent, "the side of a single kink")


@dataclass(frozen=True)
class CycleOfMap(Claim):
    """The map takes each of these different points to the next and the last to the first; the cycle attracts.

    points: states, each a tuple with one exact expression for each state variable; the product of the Jacobians along
    the cycle must have every eigenvalue inside the unit circle (checked for maps of one variable).
    """

    points: Annotated[tuple[Any, ...], each(vector(doors.expression), 1)]

    def check(self, system: System) -> Checked:
        if system.time is not Time.DISCRETE or len(system.state) != 1:
            return undecided("cycles are checked for maps of one variable")
        state, (image,) = system.state[0], system.rhs
        for p in self.points:
            listed(p, 1, "coordinates of a point of a cycle")
        pairs = [(p[0] - q[0]) * Integer(1) for p, q in combinations(self.points, 2)]
        if not self.points or not all(never_zero(d.expand(), system.assumptions) for d in pairs):
            return undecided("the points of the cycle are not shown to be different")
        product = image * 0 + 1
        targets = (*self.points[1:], self.points[0])
        for here, after in zip(self.points, targets, strict=True):
            given = {state: here[0]}
            reached = _signed(image.xreplace(given), system)
            if not vanishes((reached - after[0]).expand()):
                witness = nonzero_witness(system, reached - after[0])
                return refuted("a point goes elsewhere", witness) if witness else undecided(f"whether {reached} agrees")
            product *= linearize(system, given).jacobian[0]
        inside = sign_set((1 - product**2).factor(), system.assumptions) == {1}
        exhibits = (("Points", tuple(p[0] for p in self.points)), ("Multiplier", product.factor()))
        if not inside:
            return undecided(f"whether the multiplier {product} is below 1", exhibits=exhibits)
        return confirmed("the images are the next points, and the multiplier is below 1", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        (first, *more), *rest = self.points
        moved = 2 * first if first != 0 else perturbed(first)
        return (replace(self, points=((moved, *more), *rest)),)


def _signed(expression: Any, system: System) -> Any:
    """With sign and Abs of expressions of known sign evaluated."""
    known = {}
    for node in expression.atoms(sign, Abs):
        signs = sign_set(node.args[0], system.assumptions)
        if len(signs) == 1:
            (value,) = signs
            known[node] = Integer(value) if isinstance(node, sign) else value * node.args[0]
    return expression.xreplace(known)

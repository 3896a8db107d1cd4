"""The hypotheses of the local stability theorem for GANs, checked one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Integer, Matrix

from stability.algebra.conditions import sign_set
from stability.algebra.names import Internal
from stability.algebra.ranks import kernel, minors, regular_minor
from stability.expectation import expectation
from stability.expectation.variates import variates_in
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, not_smooth, refuted, undecided
from stability.theorem.doors import row
from stability.theorem.equal import vanishes
from stability.theorem.fields import Flag, Letters, Part, Point, Values
from stability.theorem.gan import _blocks as moments
from stability.theorem.local import at_point, not_at_rest


@dataclass(frozen=True)
class LocalHypotheses(Claim):
    r"""The hypotheses of the local theorem hold at the point, with these ranks of K_DD and K_DG.

    K_DD = E_data[g g^T], K_DG = d/dtheta E_{p_theta}[g], g = grad_psi D at psi*; checked are
    (I) D = 0 on the data and p_theta = p_data; (II) f'(0) is not 0 and f''(0) < 0; (III, "Property I") psi -> E_data
    [D_psi^2] and theta -> |E_data[g] - E_{p_theta}[g]|^2 do not change along the null spaces of their Hessians 2 K_DD
    and 2 K_DG^T K_DG; (IV) every discriminator psi* + u, u in the null space of K_DD, vanishes on the generated points
    of every theta.

    straight: read (III) along straight lines, as it is recalled; otherwise along ``curve``, pairs (generator's symbol,
    expression in ``coordinates``), whose tangent space has to be the null space of K_DG.  at: the equilibrium; values:
    those of the coordinates there.
    """

    ranks: Annotated[tuple[int, int], row(doors.count, doors.count)]
    at: Point = None
    straight: Flag = True
    curve: Part = ()
    coordinates: Letters = ()
    values: Values = ()

    def check(self, system: System) -> Checked:
        if system.game is None or system.game.discriminator is None or system.game.discriminator.objective is None:
            return undecided("the system comes from no game with a discriminator and an objective")
        critic = system.game.discriminator
        own = system.game.player(critic.player).variables
        others = [s for s in system.state if s not in own]
        point = at_point(system, self.at)
        losses = [p.loss for p in system.game.players]
        broken = not_smooth(system, "a loss", losses, at=point) or not_at_rest(system, point)
        if broken is not None:
            return broken
        coupling, (damping, _) = moments(critic, own, others, point)
        exhibits = (("K_DD", damping), ("K_DG", coupling))
        steps = (
            self._equilibrium(system, critic, own, point),
            self._objective(system, critic),
            self._ranks(system, damping, coupling),
            self._discriminator_direction(system, critic, own, point, damping),
            self._generator_direction(system, critic, own, others, point, coupling),
            self._support(system, critic, own, point, damping),
        )
        failed = next((s for s in steps if s is not None), None)
        if failed is not None:
            return replace(failed, exhibits=exhibits)
        path = "straight" if self.straight else "on the curve"
        return confirmed(
            "D = 0 on the data and the laws agree (I); f'(0) is not 0 and f''(0) < 0 (II); the ranks; both functions "
            f"of Property I are constant along the null spaces, {path} (III); "
            "the discriminators of the null space vanish on every generated point (IV)",
            exhibits=exhibits,
            predicted=f"rank K_DD = {self.ranks[0]}, rank K_DG = {self.ranks[1]}",
        )

    def _equilibrium(self, system: System, critic: Any, own: Any, point: Any) -> Checked | None:
        fixed = critic.output.xreplace({v: point[v] for v in own})
        square = expectation(fixed**2, critic.input, critic.real)
        if not vanishes(square):
            return _failed(system, "assumption I: D is not 0 on the data", square)
        if not _same_law(critic.real, critic.fake.xreplace(point)):
            return undecided("assumption I: the laws of the data and of the generated points are not proven equal")
        return None

    def _objective(self, system: System, critic: Any) -> Checked | None:
        objective = critic.objective
        slope, curvature = (sign_set(q, system.assumptions) for q in (objective.slope, objective.curvature))
        if 0 not in slope and curvature == {-1}:
            return None
        if slope == {0} or -1 not in curvature:
            found = f"f'(0) = {objective.slope}, 2 f''(0) = {objective.curvature}"
            return refuted("assumption II: f'(0) is 0 or f''(0) is not negative", found)
        return undecided("assumption II: the signs of f'(0) and f''(0) are open")

    def _ranks(self, system: System, damping: Any, coupling: Any) -> Checked | None:
        for name, matrix, claimed in (("K_DD", damping, self.ranks[0]), ("K_DG", coupling, self.ranks[1])):
            if claimed > min(matrix.shape):
                return refuted(f"the rank of {name} differs", f"{name} has shape {matrix.shape}")
            larger = [m for m in minors(matrix, claimed + 1) if not vanishes(m)]
            if larger:
                return _failed(system, f"the rank of {name} is larger: a minor does not vanish", larger[0])
            if claimed and not any(0 not in sign_set(m, system.assumptions) for m in minors(matrix, claimed)):
                if all(vanishes(m) for m in minors(matrix, claimed)):
                    return refuted(f"the rank of {name} is smaller", f"every minor of size {claimed} of {matrix} is 0")
                return undecided(f"the rank of {name} is not proven")
        return None

    def _discriminator_direction(
        self, system: System, critic: Any, own: Any, point: Any, damping: Any
    ) -> Checked | None:
        null = kernel(damping, system.assumptions)
        if null is None:
            return undecided("assumption III: the null space of K_DD may change with the parameters")
        moved = critic.output.xreplace(_along(own, point, null))
        change = expectation(moved**2, critic.input, critic.real)
        if vanishes(change):
            return None
        return _failed(system, "assumption III: E[D^2] changes along the null space of K_DD", change)

    def _generator_direction(
        self, system: System, critic: Any, own: Any, others: Any, point: Any, coupling: Any
    ) -> Checked | None:
        gradient = [critic.output.diff(v).xreplace({u: point[u] for u in own}) for v in own]
        gaps = [expectation(g, critic.input, critic.real) - expectation(g, critic.input, critic.fake) for g in gradient]
        null = kernel(coupling, system.assumptions)
        if null is None:
            return undecided("assumption III: the null space of K_DG may change with the parameters")
        if self.straight:
            path = _along(others, point, null)
        else:
            path = dict(self.curve)
            tangent = Matrix([[path[s].diff(c) for c in self.coordinates] for s in others]).xreplace(dict(self.values))
            regular = regular_minor(tangent, system.assumptions)
            if regular is None or len(regular[1]) != len(null) or not all(vanishes(e) for e in coupling * tangent):
                return undecided("assumption III: the tangent space of the curve is not the null space of K_DG")
        changes = [gap.xreplace(path).expand() for gap in gaps]
        if all(vanishes(c) for c in changes):
            return None
        worst = next(c for c in changes if not vanishes(c))
        return _failed(system, "assumption III: E_data[g] - E[g] changes along the null space of K_DG", worst**2)

    def _support(self, system: System, critic: Any, own: Any, point: Any, damping: Any) -> Checked | None:
        null = kernel(damping, system.assumptions)
        if null is None:
            return undecided("assumption IV: the null space of K_DD may change with the parameters")
        moved = critic.output.xreplace(_along(own, point, null))
        for _, place in critic.fake.branches():
            value = moved.xreplace(dict(zip(critic.input, place, strict=True))).expand()
            if not vanishes(value):
                reason = "assumption IV: a discriminator of the null space is not 0 on generated points"
                return _failed(system, reason, value)
        return None

    def twins(self) -> tuple[Claim, ...]:
        first, second = self.ranks
        return (replace(self, ranks=(first + 1, second)), replace(self, ranks=(first, second - 1 if second else 1)))


def _failed(system: System, reason: str, value: Any) -> Checked:
    witness = nonzero_witness(system, value)
    return refuted(reason, f"{value} at {witness}") if witness else undecided(reason)


def _along(symbols: Any, point: Any, null: Any) -> dict[Any, Any]:
    """The straight lines through the point in the directions of a null space."""
    steps = [Internal(f"s_{i + 1}", real=True) for i in range(len(null))]
    moves = [sum((t * v[i] for t, v in zip(steps, null, strict=True)), Integer(0)) for i in range(len(symbols))]
    return {s: point[s] + move for s, move in zip(symbols, moves, strict=True)}


def _same_law(real: Any, fake: Any) -> bool:
    """Whether both laws are written with the same variates, up to their sign: all of them are symmetric."""
    first, second = real.branches(), fake.branches()
    if len(first) != len(second):
        return False
    return all(p == q and _same_points(x, y) for (p, x), (q, y) in zip(first, second, strict=True))


def _same_points(first: Any, second: Any) -> bool:
    if all(vanishes(a - b) for a, b in zip(first, second, strict=True)):
        return True
    flipped = {v: -v for e in (*first, *second) for v in variates_in(e)}
    return bool(flipped) and all(vanishes(a - b.xreplace(flipped)) for a, b in zip(first, second, strict=True))

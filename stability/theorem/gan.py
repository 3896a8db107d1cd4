"""Claims about the block structure of the Jacobian of a GAN where the discriminator vanishes on the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Integer, Matrix

from stability.algebra.jets import Jet
from stability.expectation import expectation
from stability.linearization import linearize
from stability.system import System
from stability.theorem.claim import Checked, Claim, undecided
from stability.theorem.fields import Expression, Point
from stability.theorem.local import at_point
from stability.theorem.matrices import compared


@dataclass(frozen=True)
class BlockJacobian(Claim):
    r"""The Jacobian is ((0, -c K^T), (c K, factor f''(0) E[g g^T] - L)), from the discriminator and the laws alone.

    g = grad_psi D(x) over the data law, K = d/dtheta E_{p_theta}[grad_psi D(x)], c = f'(0), and
    L = gamma E[A A^T] with A = grad_{psi, x} D(x) the damping of a zero-centred gradient penalty.  The generator comes
    first.  first, second: f'(0) and f''(0); gamma: strength of the penalty; factor: 2, once for data and once for
    generated points; at: the equilibrium.
    """

    first: Expression = Jet("f", 1, 0)  # noqa: RUF009 - an immutable expression
    second: Expression = Jet("f", 2, 0)  # noqa: RUF009 - an immutable expression
    gamma: Expression = Integer(0)  # noqa: RUF009 - an immutable expression
    factor: Expression = Integer(2)  # noqa: RUF009 - an immutable expression
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.game is None or system.game.discriminator is None:
            return undecided("the system comes from no game with a discriminator")
        point = at_point(system, self.at)
        critic = system.game.discriminator
        owner = system.game.player(critic.player)
        others = [s for s in system.state if s not in owner.variables]
        coupling, damping = _blocks(critic, owner.variables, others, point)
        own = self.factor * self.second * damping[0] - self.gamma * damping[1]
        corner = Matrix.zeros(len(others), len(others))
        claimed = Matrix.vstack(
            Matrix.hstack(corner, -self.first * coupling.T), Matrix.hstack(self.first * coupling, own)
        )
        found = Matrix(linearize(system, point).jacobian)
        order = [system.state.index(s) for s in (*others, *owner.variables)]
        permuted = Matrix(len(order), len(order), lambda i, j: found[order[i], order[j]])
        checked = compared(system, permuted, claimed, "the block Jacobian")
        shown = (("K", coupling), ("E[g g^T]", damping[0]))
        return replace(checked, exhibits=(*checked.exhibits, *shown))

    def twins(self) -> tuple[Claim, ...]:
        halved: tuple[Claim, ...] = (replace(self, factor=self.factor / 2),) if self.second != 0 else ()
        return (*halved, replace(self, first=2 * self.first))


def _blocks(critic: Any, own: Any, others: Any, point: Mapping[Any, Any]) -> tuple[Any, tuple[Any, Any]]:
    """K, and (E[g g^T], E[A A^T]) over the data law, at the point."""
    gradient = [critic.output.diff(v) for v in own]
    fixed = [g.xreplace({v: point[v] for v in own}) for g in gradient]

    def mean(value: Any, law: Any) -> Any:
        return expectation(value, critic.input, law)

    coupling = Matrix([[mean(g, critic.fake).diff(t).xreplace(dict(point)) for t in others] for g in fixed])
    mixed = [[g.diff(x) for x in critic.input] for g in fixed]
    products = [[sum((a * b for a, b in zip(p, q, strict=True)), Integer(0)) for q in mixed] for p in mixed]
    outer = Matrix([[mean(a * b, critic.real) for b in fixed] for a in fixed])
    penalty = Matrix([[mean(e, critic.real) for e in row] for row in products])
    return coupling, (outer, penalty)

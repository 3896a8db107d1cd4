"""Many trajectories of interval discriminators against Gaussian mixtures, stepped together in place.

The objective is L = 1 + sum_i ([P(r_i) - P(l_i)] - [Q(r_i) - Q(l_i)]) with P the distribution function of the target
(1/n) sum_j N(t_j, 1) and Q that of the generator (1/n) sum_j N(mu_j, 1); the discriminator ascends, the generator
descends.  With F = P' - Q':  dL/dr_i = F(r_i),  dL/dl_i = -F(l_i),  dL/dmu_j = (1/n) sum_i [phi(r_i - mu_j) -
phi(l_i - mu_j)].
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stability.experiments.crossing import Array, Crossing, Mask, settle

#: exp of less would be denormal or zero, which processors handle ten times slower; 1e-304 moves no double that is
#: reached by steps of other sizes.
_LOWEST = -700.0


class Block:
    """State and buffers of m trajectories; every method changes it in place.

    points: (2 K, m), endpoints l1, r1, l2, r2, ...; means: (n, m); frozen: (K, m); targets: n numbers.
    """

    def __init__(self, points: Array, means: Array, frozen: Mask, targets: Sequence[float]) -> None:
        self.points, self.means, self.frozen = points.copy(), means.copy(), frozen.copy()
        self.targets = np.array(targets, dtype=float)[:, None]
        self.scale = 1 / (len(self.targets) * math.sqrt(2 * math.pi))
        shape = (len(points), len(means), points.shape[1])
        self._fake, self._real = np.empty(shape), np.empty(shape)
        self._density = np.empty_like(points)
        self._pull = np.empty_like(means)
        self._ahead: Array | None = None

    def __len__(self) -> int:
        return int(self.points.shape[1])

    def move_endpoints(self, step: float, rule: Crossing) -> None:
        """One ascent step of the discriminator at the present means, and the rule for crossed endpoints."""
        self._fill_fake()
        self._move_endpoints(step, rule)

    def move_means(self, step: float) -> None:
        """One descent step of the generator against the present discriminator."""
        self._fill_fake()
        self._move_means(step)

    def move_both(self, step: float, rule: Crossing) -> None:
        """Simultaneously: both gradients at the same point."""
        self._fill_fake()
        self._move_means(step)  # reads the densities at the old endpoints and means only
        self._move_endpoints(step, rule)

    def move_means_ahead(self, step: float, rule: Crossing, looks: int) -> None:
        """The generator descends against the discriminator ``looks`` steps ahead, which itself keeps one of them."""
        self.move_endpoints(step, rule)
        kept, kept_frozen = self.points, self.frozen
        if self._ahead is None:
            self._ahead = np.empty_like(kept)
        np.copyto(self._ahead, kept)
        self.points, self.frozen = self._ahead, kept_frozen.copy()
        for _ in range(looks - 1):
            self.move_endpoints(step, rule)
        self.move_means(step)
        self.points, self.frozen = kept, kept_frozen

    def pull(self, weights: Array, zeros: Array, step: float) -> None:
        """Descent of the means by step * (1/n) sum_k weights_k phi(zeros_k - mu_j); weight 0 means no such zero."""
        for mean in self.means:
            distance = zeros - mean
            mean -= (step * self.scale) * np.sum(weights * np.exp(-0.5 * distance * distance), axis=0)

    def _fill_fake(self) -> None:
        _bumps(self.points, self.means, self._fake)

    def _move_means(self, step: float) -> None:
        fake, pull = self._fake, self._pull
        np.subtract(fake[1], fake[0], out=pull)
        for i in range(2, len(fake), 2):
            pull += fake[i + 1]
            pull -= fake[i]
        pull *= step * self.scale
        self.means -= pull

    def _move_endpoints(self, step: float, rule: Crossing) -> None:
        density = self._density
        _bumps(self.points, self.targets, self._real)
        self._real -= self._fake
        np.copyto(density, self._real[:, 0])
        for j in range(1, self._real.shape[1]):
            density += self._real[:, j]
        density *= step * self.scale
        if rule is Crossing.FREEZE and self.frozen.any():
            for i, frozen in enumerate(self.frozen):
                density[2 * i : 2 * i + 2, frozen] = 0.0
        self.points[0::2] -= density[0::2]
        self.points[1::2] += density[1::2]
        settle(rule, self.points, self.frozen)


def _bumps(points: Array, centres: Array, out: NDArray[np.float64]) -> None:
    """out[i, j] = exp(-(points[i] - centres[j])^2 / 2)."""
    np.subtract(points[:, None], centres[None], out=out)
    np.multiply(out, out, out=out)
    np.multiply(out, -0.5, out=out)
    np.maximum(out, _LOWEST, out=out)
    np.exp(out, out=out)

"""The update rules of the experiment: first order simultaneous and alternating, unrolled, optimal discriminator."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from stability.errors import BadInput
from stability.experiments.block import Block
from stability.experiments.crossing import Crossing
from stability.experiments.optimal import sign_changes


class AbstractUpdate(ABC):
    """One step of all trajectories of a block."""

    @abstractmethod
    def advance(self, block: Block, step: float) -> None:
        """Change the block in place."""

    @property
    @abstractmethod
    def label(self) -> str:
        """What a table or a picture calls it."""

    def __str__(self) -> str:
        return self.label

    @property
    def uses_endpoints(self) -> bool:
        """Whether the start of the discriminator matters."""
        return True


@dataclass(frozen=True)
class Simultaneous(AbstractUpdate):
    """Gradient ascent and descent with both gradients at the same point: mu, l, r move at once."""

    crossing: Crossing = Crossing.NONE

    def advance(self, block: Block, step: float) -> None:
        block.move_both(step, self.crossing)

    @property
    def label(self) -> str:
        return "first order simultaneous" + _named(self.crossing)


@dataclass(frozen=True)
class Alternating(AbstractUpdate):
    """``inner`` steps of the discriminator, then one of the generator, which sees the last of them."""

    inner: int = 1
    crossing: Crossing = Crossing.NONE

    def __post_init__(self) -> None:
        _positive(self.inner, "inner steps of the discriminator")

    def advance(self, block: Block, step: float) -> None:
        for _ in range(self.inner):
            block.move_endpoints(step, self.crossing)
        block.move_means(step)

    @property
    def label(self) -> str:
        return f"first order alternating {self.inner}:1" + _named(self.crossing)


@dataclass(frozen=True)
class Unrolled(AbstractUpdate):
    """The generator descends against the discriminator ``looks`` steps ahead; the discriminator keeps one step.

    Not the unrolled GAN that differentiates through the look ahead, and not alternating updates, where the
    discriminator keeps all its steps.
    """

    looks: int = 5
    crossing: Crossing = Crossing.NONE

    def __post_init__(self) -> None:
        _positive(self.looks, "steps that the generator looks ahead")

    def advance(self, block: Block, step: float) -> None:
        block.move_means_ahead(step, self.crossing, self.looks)

    @property
    def label(self) -> str:
        return f"unrolled by {self.looks} steps" + _named(self.crossing)


@dataclass(frozen=True)
class OptimalDiscriminator(AbstractUpdate):
    """The generator descends against the best discriminator, that is, along -grad of the total variation.

    The best discriminator is the set where the target is denser, a union of intervals of the extended line; the
    endpoints of the block are not used.
    """

    def advance(self, block: Block, step: float) -> None:
        zeros, signs = sign_changes(block.targets, block.means)
        block.pull(signs, zeros, step)

    @property
    def label(self) -> str:
        return "optimal discriminator"

    @property
    def uses_endpoints(self) -> bool:
        return False


def _named(rule: Crossing) -> str:
    return "" if rule is Crossing.NONE else f" ({rule.value})"


def _positive(number: object, what: str) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise BadInput(what, repr(number), "an integer of at least 1")

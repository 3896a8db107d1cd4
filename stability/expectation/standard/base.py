"""What a base law tells about itself; everything else in this package asks it and never its name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from sympy import Expr

__all__ = ["AbstractStandard"]


class AbstractStandard(ABC):
    """One law on the line without parameters, with a density.

    name: one letter, the kind of its variates.  text, latex: how it is printed.  letters: names for its variables in
    print.  compact: its values lie in [-1, 1]; the only law without this is N(0, 1), whose tails bound all others.
    symmetric: v and -v have one law.  rotational: independent copies keep their joint law under rotations.
    """

    name: ClassVar[str]
    text: ClassVar[str]
    latex: ClassVar[str]
    letters: ClassVar[str]
    compact: ClassVar[bool] = True
    symmetric: ClassVar[bool] = False
    rotational: ClassVar[bool] = False

    @abstractmethod
    def moment(self, k: int) -> Expr:
        """E v^k, exactly."""

    @abstractmethod
    def nodes(self, order: int) -> tuple[Any, Any]:
        """Points and weights (arrays) of a rule that is exact for polynomials of degree below 2 order - 1, or higher;
        weights up to a common factor."""

    @abstractmethod
    def density(self, z: Any, analytic: bool) -> Any:
        """The density at a complex ball (``acb``); analytic: it must be holomorphic on the ball, else nan."""

    def mean(self, polynomial: Expr, exponent: dict[int, Expr], special: Any, v: Any) -> Expr | None:
        """E p(v) exp(q(v)) s(v), where a formula is valid for all values of its parameters; None otherwise.

        exponent: the coefficients of q by power, up to 2.  special: None, or (function, a, b) for erf, sin, cos or the
        step H of a + b v.
        """
        return None

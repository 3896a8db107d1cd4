"""A second look at a contradiction between prediction and simulation."""

from __future__ import annotations

from typing import Any

import mpmath
from sympy import lambdify

from stability.system import System

#: Decimal digits, the distance from the point, and what the cubic remainder (the square of the distance) and the floats
#: of the predicted eigenvalues leave of agreement.
DIGITS, CLOSE, CLOSELY = 60, 10**-15, 1e-7


def confirmed_closely(system: System, centre: list[Any], exact: Any, predicted: Any) -> bool:
    """Whether a contradiction of the spectral rows vanishes nearer to the point and at higher precision.

    The field is differentiated by central differences, without the symbolic Jacobian.  A field that mpmath cannot
    evaluate is not looked at again.
    """
    with mpmath.workdps(DIGITS):
        try:
            stages = [lambdify(system.state, list(stage), modules="mpmath") for stage in system.maps]
            start = [mpmath.mpf(str(value.evalf(DIGITS))) for value in centre]
            n, step = len(start), mpmath.mpf(str(CLOSE)) * (1 + max(map(abs, start)))
            found = mpmath.matrix(n, n)
            for j in range(n):
                ends = [_composed(stages, [x + s * step * (i == j) for i, x in enumerate(start)]) for s in (1, -1)]
                for i in range(n):
                    found[i, j] = (ends[0][i] - ends[1][i]) / (2 * step)
            values = mpmath.eig(found, left=False, right=False) if n > 1 else [found[0, 0]]
        except (NameError, TypeError, ValueError, ZeroDivisionError, mpmath.libmp.NoConvergence):
            return False
        size = 1 + max(abs(e) for e in found)
        off = max(abs(found[i, j] - mpmath.mpf(str(exact[i, j].evalf(DIGITS)))) for i in range(n) for j in range(n))
        left = [complex(v) for v in values]
    if off > CLOSELY * size:
        return False
    for value in predicted:
        nearest = min(left, key=lambda v: abs(v - complex(value)))
        # A multiple eigenvalue moves like a root of the error of the floats.
        if abs(nearest - complex(value)) > float(size) * CLOSELY ** (1 / max(1, len(predicted))):
            return False
        left.remove(nearest)
    return True


def _composed(stages: list[Any], state: list[Any]) -> list[Any]:
    for stage in stages:
        state = stage(*state)
    return state

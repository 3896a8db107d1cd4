"""All sign changes of p* - p for mixtures of unit Gaussians, many pairs at once, by Rolle's theorem and no grid."""

from __future__ import annotations

import numpy as np

from stability.experiments.crossing import Array

#: Beyond so many standard deviations from every mean, phi is zero in double precision.
_FAR = 40.0
#: Half as many halvings take a bracket of any width below 1e6 to one in which Newton's method converges.
_SWEEPS = 120
#: A step of Newton's method below this is taken: far from a zero its steps are about 1 / (difference of two means).
_NEAR = 0.03
#: Two units of rounding: a sum this small beside its terms has no sign in double precision.
_ROUNDING = 4e-16
#: Terms whose exponents differ by less are one term: far out, where they are the largest, rounding would otherwise
#: hide the sign of the others.
_SAME = 1e-13


def sign_changes(targets: Array, means: Array) -> tuple[Array, Array]:
    """(zeros, signs), each (2 n - 1, m): where F = p* - p changes its sign, in increasing order.

    targets: (n, 1) or (n, m), means: (n, m).  sign +1: from positive to negative (a right endpoint of {F > 0}),
    -1: from negative to positive, 0: the row holds no zero.

    exp(x^2/2) F(x) is a sum of 2 n exponentials exp(a x) with constant coefficients.  Divided by that of the least
    exponent and differentiated, one term is gone; between the zeros of the derivative the sum is monotone, so that
    every zero is bracketed, level by level, from a sum of one term, which has none.

    >>> zeros, signs = sign_changes(np.array([[-0.5], [0.5]]), np.array([[-1.0], [1.0]]))
    >>> [f"{z:.9f}" for z in zeros[signs != 0]], signs[signs != 0].tolist()
    (['-1.113153056', '1.113153056'], [-1.0, 1.0])
    """
    exponents = np.concatenate([np.broadcast_to(targets, means.shape), means])
    weights = np.concatenate([np.ones_like(means), -np.ones_like(means)])
    order = np.argsort(exponents, axis=0, kind="stable")
    exponents = np.take_along_axis(exponents, order, axis=0)
    weights = np.take_along_axis(weights, order, axis=0)
    for k in range(len(exponents) - 1):
        same = exponents[k + 1] - exponents[k] < _SAME
        weights[k + 1] += np.where(same, weights[k], 0.0)
        weights[k] = np.where(same, 0.0, weights[k])
    offsets = -exponents * exponents / 2
    far = _FAR + np.max(np.abs(exponents), axis=0)
    cuts = np.stack([-far, far])
    for level in range(len(exponents) - 2, -1, -1):
        coefficients = weights[level:].copy()
        for k in range(level):
            coefficients *= exponents[level:] - exponents[k]
        zeros, signs = _zeros(exponents[level:], offsets[level:], coefficients, cuts)
        cuts = np.sort(np.concatenate([-far[None], np.where(signs == 0, far, zeros), far[None]]), axis=0)
    return zeros, signs


def _zeros(exponents: Array, offsets: Array, coefficients: Array, cuts: Array) -> tuple[Array, Array]:
    """One zero between each two neighbouring cuts where the sum of exponentials changes its sign."""
    signs = np.sign(_value(exponents, offsets, coefficients, cuts)[0])
    for k in range(1, len(cuts)):  # a zero at a cut: a double one changes no sign, a triple one lies to its right
        signs[k] = np.where(signs[k] == 0, signs[k - 1], signs[k])
    rising = signs[:-1]
    found = rising * signs[1:] < 0
    low, high = cuts[:-1].copy(), cuts[1:].copy()
    x, settled = (low + high) / 2, ~found
    for sweep in range(_SWEEPS):
        value, slope, size = _value(exponents, offsets, coefficients, x)
        left = np.sign(value) == rising
        low, high = np.where(left, x, low), np.where(left, high, x)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = x - value / slope
        near = np.abs(newton - x) <= _ROUNDING * (1 + np.abs(x))
        settled = settled | near | (np.abs(value) <= _ROUNDING * size)
        if settled.all():
            break
        # far from the zero Newton's steps on exponentials are short: every other step halves the bracket
        halve = (newton <= low) | (newton >= high) | (sweep % 2 == 0) & (np.abs(newton - x) > _NEAR)
        x = np.where(settled, x, np.where(halve, (low + high) / 2, newton))
    return x, np.where(found, rising, 0.0)


def _value(exponents: Array, offsets: Array, coefficients: Array, x: Array) -> tuple[Array, Array, Array]:
    """The sum at x (k, m), its derivative and the sum of absolute terms, all divided by the largest exponential.

    The slope is that after division by exp(exponents[0] x), of a function that is monotone between the cuts.
    """
    powers = exponents[:, None] * x + offsets[:, None]
    terms = coefficients[:, None] * np.exp(powers - np.max(powers, axis=0))
    slope = (terms * (exponents - exponents[0])[:, None]).sum(axis=0)
    return terms.sum(axis=0), slope, np.abs(terms).sum(axis=0)

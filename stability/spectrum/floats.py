r"""The filter: float eigenvalues with a proven error radius decide most hyperbolic matrices without exact algebra.

Let V and W be *any* float matrices (here: computed eigenvectors and their computed inverse) and D a diagonal one
(computed eigenvalues).  Put R = I - W V and S = A V - V D.  If |R| < 1 in the row-sum norm, V and W are invertible and

    V^{-1} A V = D + F,     F = (W V)^{-1} W S = (I - R)^{-1} W S.

With f = row sums of |W||S|, rho = row sums of |R|, rho* = max rho, the row sums of |F| are at most
r = f + rho * max(f) / (1 - rho*), because (I - R)^{-1} = I + R (I - R)^{-1}.  By Gershgorin, applied along D + tF,
0 <= t <= 1, when no disc |z - d_i| <= r_i meets the boundary, A has as many eigenvalues inside as D.

Rounding, u = 2^-53.  An inner product of length k, summed in any order, with or without fused operations, is off by at
most gamma_k |x|'|y|, gamma_k = k u / (1 - k u) (N. J. Higham, Accuracy and Stability, section 3.1; for conventional
multiplication, as BLAS libraries do it; complex products are four real ones, both parts together off by at most
2 gamma_{2k} |x|'|y| in modulus).  Underflow adds at most 2^-1074 per operation: the larger numbers here are about 1 or
integers, and dimensions are below 2^20, so the constant TINY = 2^-900 per entry covers it.  The bounds themselves are
sums of non-negative floats, relative error at most gamma_{4n}; the factor SLACK = 1 + 2^-20 on each covers that.
"""

from __future__ import annotations

from typing import Any

UNIT = 2.0**-53
SLACK = 1.0 + 2.0**-20
TINY = 2.0**-900
MAX_SIZE = 1 << 20  # the rounding analysis above needs n u and n TINY negligible; far above what fits in memory
EXACT_BITS = 53  # integers below 2^53 are floats without error


def to_floats(numerator: Any, denominator: Any) -> tuple[Any, Any, float]:
    """(A, E, edge): floats with |numerator 2^-k - A| <= E entrywise, and the denominator 2^-k (a positive float).

    k makes all numbers at most 1 in modulus.  A Python integer converts to the nearest float (error at most u |A|), and
    scaling by a power of two is exact unless it underflows (TINY).
    """
    import numpy as np

    n = numerator.nrows()
    entries = [int(x) for x in numerator.entries()]
    d = int(denominator)
    bits = max(max(max(entries), -min(entries)).bit_length(), d.bit_length())
    if bits <= EXACT_BITS:
        a = np.array(entries, dtype=float).reshape(n, n)
        return a, np.zeros((n, n)), float(d)
    keep = max(0, bits - 900)  # stay clear of overflow; the floor of the shift loses less than 1 in 2^900
    a = np.ldexp(np.array([float(x >> keep) for x in entries]).reshape(n, n), keep - bits)
    return a, np.abs(a) * (2 * UNIT) + 2 * TINY, float(d >> keep) * 2.0 ** (keep - bits)


def gershgorin(a: Any, e: Any) -> tuple[Any, Any] | None:
    """Centres d and radii r (see the module text) for every matrix within e of a; None: V is too ill-conditioned."""
    import numpy as np

    n = a.shape[0]
    if n > MAX_SIZE:
        return None
    with np.errstate(all="ignore"):
        try:
            d, v = np.linalg.eig(a)
            w = np.linalg.inv(v)
        except np.linalg.LinAlgError:
            return None
        gamma = 4 * (n + 8) * UNIT  # at least 2 gamma_{2n + 8}: complex products, the subtraction, the scaling by D
        s = a @ v if v.dtype == a.dtype else (a @ v.real) + 1j * (a @ v.imag)
        s -= v * d
        abs_v, abs_w, ones = np.abs(v), np.abs(w), np.ones(n)
        v_rows = abs_v @ ones
        s_rows = np.abs(s) @ ones * (1 + 4 * UNIT) + gamma * (np.abs(a) @ v_rows + abs_v @ np.abs(d)) + e @ v_rows
        f = (abs_w @ (s_rows * SLACK + n * TINY)) * SLACK + n * TINY
        r = w @ v
        r[np.diag_indices(n)] -= 1.0
        rho = (np.abs(r) @ ones * (1 + 4 * UNIT) + gamma * (abs_w @ v_rows + 1)) * SLACK + n * TINY
        worst = float(rho.max())
        if not worst < 0.5:  # also refuses nan
            return None
        radii = (f + rho * (float(f.max()) / (1 - worst))) * SLACK + n * TINY
    return d, radii


def filter_counts(numerator: Any, denominator: Any, discrete: bool) -> tuple[int, int] | None:
    """(inside, outside) when the discs decide every eigenvalue, else None."""
    import numpy as np

    a, e, edge = to_floats(numerator, denominator)
    discs = gershgorin(a, e)
    if discs is None:
        return None
    centres, radii = discs
    if discrete:
        distance = np.abs(centres)
        # |.| by hypot and the scaled denominator each carry a relative error below 4 u
        distance, room = distance - edge, radii + 8 * UNIT * (distance + edge) + 4 * TINY
    else:
        distance, room = centres.real, radii
    inside = int(np.count_nonzero(distance < -room))
    outside = int(np.count_nonzero(distance > room))
    return (inside, outside) if inside + outside == len(centres) else None


def count_intervals(matrix: Any, discrete: bool) -> tuple[int, int]:
    """(inside, outside): eigenvalues certainly inside and certainly outside, for matrices of constants beyond Q.

    Discs are grouped into connected clusters; a cluster off the boundary holds as many eigenvalues as discs.
    """
    import numpy as np
    from flint import ctx

    from stability.algebra.numbers import sharp_ball

    with ctx.workprec(200):
        a = np.array([[float(sharp_ball(x, 128)) for x in row] for row in matrix.rows])
    # 128 bits leave the float nearest to the entry, up to one unit in the last place and underflow
    discs = gershgorin(a, np.abs(a) * (4 * UNIT) + TINY)
    if discs is None:
        return 0, 0
    centres, radii = discs
    distance = np.abs(centres) - 1 if discrete else centres.real
    room = radii + 8 * UNIT * (np.abs(centres) + 1)
    undecided = np.abs(distance) <= room
    touching = np.abs(centres[:, None] - centres[None, :]) <= (room[:, None] + room[None, :]) * SLACK
    for _ in range(len(centres)):
        undecided = (touching & undecided[None, :]).any(axis=1) | undecided
    return int(np.count_nonzero(~undecided & (distance < 0))), int(np.count_nonzero(~undecided & (distance > 0)))

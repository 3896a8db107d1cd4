"""The iteration without its discriminator: generated points and the history of where they were.

    f_{k+1} = (1 - eta_d lam) f_k + eta_d (sum_i p_i K(., x_i) - sum_l q_l K(., y_l^k)),   f_0 = 0,
    y_j^{k+1} = y_j^k + eta_g q_j grad f_{k+1}(y_j^k)                    (alternating: the newest discriminator)

gives, with W_k = sum_{s < k} eta_d (1 - eta_d lam)^s, which is (1 - (1 - eta_d lam)^k)/lam, or eta_d k for lam = 0,

    grad f_{k+1}(y) = W_{k+1} sum_i p_i grad K(y, x_i)
                      - sum_{s <= k} eta_d (1 - eta_d lam)^{k-s} sum_l q_l grad K(y, y_l^s).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import arb, ctx
from numpy.typing import NDArray

from stability.algebra.balls import BITS
from stability.algebra.exact import exact
from stability.algebra.numbers import ball_of

Array = NDArray[np.float64]


def run_history(
    points: Any,
    masses: Any,
    start: Any,
    generated: Any,
    *,
    kappa: Any,
    lam: Any,
    eta_d: Any,
    eta_g: Any,
    steps: int,
    newest: bool = True,
) -> Array:
    """Positions after 0, ..., steps iterations with the Gaussian kernel, in floats: shape (steps + 1, n, d, runs).

    points: (m, d) true points; masses: (m,); start: (n, d) generated points; generated: (n,) their masses.
    kappa, lam, eta_d, eta_g: numbers, or arrays (runs,) for several runs at once, which share points and masses; start
    may then be (n, d, runs).  newest=False uses f_k in the generator's step: simultaneous, not the published rule.

    >>> path = run_history([[0]], [1], [[0.1]], [1], kappa=1, lam=0.1, eta_d=0.1, eta_g=0.1, steps=2)
    >>> [round(float(x), 6) for x in path[:, 0, 0, 0]]
    [0.1, 0.099005, 0.097035]
    """
    x, p, q = (np.asarray(a, dtype=float) for a in (points, masses, generated))
    kappa, lam, eta_d, eta_g = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(a, float)) for a in (kappa, lam, eta_d, eta_g))
    )
    first = np.asarray(start, dtype=float)
    n, d = first.shape[:2]
    path = np.empty((steps + 1, n, d, kappa.size))
    path[0] = first[..., None] if first.ndim == 2 else first
    decay = 1 - eta_d * lam
    true_weight = np.zeros_like(lam)  # W_k
    for k in range(steps):
        past = k + 1 if newest else k
        true_weight = decay * true_weight + eta_d if newest or k > 0 else true_weight
        y = path[k]
        pull = np.einsum("i,jidr->jdr", p, _slopes(y, x[..., None], kappa)) * true_weight
        ages = np.arange(past - 1, -1, -1)[:, None]
        weights = eta_d * decay**ages  # (past, runs)
        for j in range(n):
            away = y[j][None, None] - path[:past]  # (past, n, d, runs)
            size = np.exp(-kappa * np.sum(away**2, axis=2) / 2) * weights[:, None]
            pull[j] -= np.einsum("l,slr,sldr->dr", q, size, -kappa * away)
        path[k + 1] = y + eta_g * q[:, None, None] * pull
    return path


def _slopes(y: Array, x: Array, kappa: Array) -> Array:
    """grad_1 K(y_j, x_i): shape (n, m, d, runs)."""
    away = y[:, None] - x[None]
    return np.asarray(-kappa * away * np.exp(-kappa * np.sum(away**2, axis=2, keepdims=True) / 2))


def feature_history(
    points: Sequence[Sequence[Any]],
    masses: Sequence[Any],
    start: Sequence[Sequence[Any]],
    generated: Sequence[Any],
    *,
    kappa: Any,
    lam: Any,
    eta_d: Any,
    eta_g: Any,
    steps: int,
    degree: int | None = None,
    newest: bool = True,
) -> list[tuple[Any, ...]]:
    """The same iteration in balls: the positions, flattened, after 0, ..., steps iterations, from exact data.

    degree: the kernel of the features below that degree, K_M; None: the Gaussian kernel itself.

    >>> path = feature_history([[0]], [1], [[1]], [1], kappa=1, lam=0, eta_d=1, eta_g=1, steps=1)
    >>> path[1][0].str(5, radius=False)
    '0.39347'
    """
    with ctx.workprec(BITS):
        x, y = ([[_ball(c) for c in point] for point in cloud] for cloud in (points, start))
        p, q = [_ball(m) for m in masses], [_ball(m) for m in generated]
        k_, decay, step, rate = (_ball(v) for v in (kappa, 1 - eta_d * lam, eta_d, eta_g))
        weight, path = arb(0), [y]
        ages: list[Any] = []  # eta_d (1 - eta_d lam)^(age of the entry)
        for k in range(steps):
            now = path[-1]
            if newest or k > 0:
                weight, ages = decay * weight + step, [decay * w for w in ages] + [step]
            moved = []
            for place, mass in zip(now, q, strict=True):
                pull = [arb(0)] * len(place)
                for source, m in zip(x, p, strict=True):
                    pull = _plus(pull, weight * m, _slope(place, source, k_, degree))
                for w, cloud in zip(ages, path, strict=False):
                    for source, m in zip(cloud, q, strict=True):
                        pull = _plus(pull, -w * m, _slope(place, source, k_, degree))
                moved.append([c + rate * mass * g for c, g in zip(place, pull, strict=True)])
            path.append(moved)
        return [tuple(c for place in cloud for c in place) for cloud in path]


def _ball(value: Any) -> Any:
    return ball_of(exact(value, "a number of the iteration"))


def _plus(total: list[Any], factor: Any, vector: list[Any]) -> list[Any]:
    return [t + factor * v for t, v in zip(total, vector, strict=True)]


def _slope(x: list[Any], y: list[Any], kappa: Any, degree: int | None) -> list[Any]:
    """grad_1 K(x, y); for K_M it is -kappa x K_M + kappa y K_{M-1}."""
    if degree is None:
        size = (-kappa * sum(((a - b) * (a - b) for a, b in zip(x, y, strict=True)), arb(0)) / 2).exp()
        return [-kappa * (a - b) * size for a, b in zip(x, y, strict=True)]
    dot = kappa * sum((a * b for a, b in zip(x, y, strict=True)), arb(0))
    weight = (-kappa * sum((a * a for a in (*x, *y)), arb(0)) / 2).exp()
    terms = [weight]
    for n in range(1, degree):
        terms.append(terms[-1] * dot / n)
    full, fewer = sum(terms, arb(0)), sum(terms[:-1], arb(0))
    return [kappa * (b * fewer - a * full) for a, b in zip(x, y, strict=True)]

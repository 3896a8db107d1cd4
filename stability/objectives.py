"""The scalar functions f of the GAN objective E_fake f(D) + E_real f(-D)."""

from __future__ import annotations

from sympy import Lambda, Symbol, exp, log

_t = Symbol("t", real=True)

#: f(t) = -log(1 + exp(-t)), the original GAN; f'(0) = 1/2, f''(0) = -1/4.
logistic = Lambda(_t, -log(1 + exp(-_t)))

#: f(t) = t, the Wasserstein GAN; f'(0) = 1, f''(0) = 0.
wasserstein = Lambda(_t, _t)

#: f(t) = -(1 - t)^2, a least-squares GAN; f'(0) = 2, and f' vanishes at t = 1.
least_squares = Lambda(_t, -((1 - _t) ** 2))

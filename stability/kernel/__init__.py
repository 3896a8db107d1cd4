"""Gaussian kernel discriminators: their features, the history form of the iteration, equilibria in balls, waves.

K(x, y) = exp(-kappa |x - y|^2 / 2), kappa = 1/sigma^2.  The discriminator f lives in the space of K; true points x_i
carry masses p_i, generated points y_j fixed masses q_j; L = sum_i p_i f(x_i) - sum_j q_j f(y_j).
"""

from stability.kernel.features import feature_kernel, features, multi_indices
from stability.kernel.history import feature_history, run_history
from stability.kernel.reduction import KernelPoint, kernel_point
from stability.kernel.wave import map_speed, moment, moment_by_quadrature

__all__ = [
    "KernelPoint",
    "feature_history",
    "feature_kernel",
    "features",
    "kernel_point",
    "map_speed",
    "moment",
    "moment_by_quadrature",
    "multi_indices",
    "run_history",
]

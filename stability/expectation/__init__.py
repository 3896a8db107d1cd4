"""Laws of random variables and expectations over them: exact, in certified balls, or by quadrature."""

from stability.expectation.balls import ball
from stability.expectation.continuous import Normal, Standard, Uniform
from stability.expectation.derivatives import gradient, jacobian
from stability.expectation.exchange import Justification
from stability.expectation.law import Finite, PointMass
from stability.expectation.laws import Independent, Law, Mixture, Pushforward, check_law, require_fixed_base
from stability.expectation.node import Expectation, expectation, justifications, nodes
from stability.expectation.quadrature import Lowered, lower, quadrature

__all__ = [
    "Expectation",
    "Finite",
    "Independent",
    "Justification",
    "Law",
    "Lowered",
    "Mixture",
    "Normal",
    "PointMass",
    "Pushforward",
    "Standard",
    "Uniform",
    "ball",
    "check_law",
    "expectation",
    "gradient",
    "jacobian",
    "justifications",
    "lower",
    "nodes",
    "quadrature",
    "require_fixed_base",
]

"""At the target the total variation has a cone: directional derivatives, none of them linear in the direction."""

from sympy import Integer, Rational, Symbol, exp, pi, sqrt, tanh

from stability.theorem import ConeSlope, NumberIs, RootNumbers, Static, Theorem
from stability.theorem.sources import LI2018

one, zero = Integer(1), Integer(0)
x = Symbol("x", real=True)
heights = (exp(-((x - 1) ** 2) / 2) - exp(-((x + 1) ** 2) / 2)) / sqrt(2 * pi)

theorem = Theorem(
    name="li2018_cone_at_target",
    source=f"{LI2018}, cf. the section on the optimal discriminator; derived",
    statement=r"$\mathrm{TV}(p_{\mu^*}, p_{\mu^* + \varepsilon h}) = \frac{\varepsilon}{2} \int |\sum_j "
    r"\frac{h_j}{2} (x - \mu^*_j) \varphi(x - \mu^*_j)| \, dx + o(\varepsilon)$, so that the total variation is not "
    r"differentiable at the target and there is no Jacobian there. For $\mu^* = (-1, 1)$ the slopes along $(1, 0)$, "
    r"$(1, 1)$, $(1, -1)$ are $\varphi(0)/2$, $\varphi(1)$ and $\varphi(x - 1) - \varphi(x + 1) = 0.35556\ldots$ "
    r"with $x \tanh x = 1$.",
    hypotheses=(),
    subject=Static("Total variation between two mixtures"),
    claim=(
        ConeSlope((-one, one), (one, zero), "0.19947114020071633896997302996719"),
        ConeSlope((-one, one), (one, one), "0.241970724519143349797830192936"),
        ConeSlope((-one, one), (one, -one), "0.355568127551580937274180895536"),
        NumberIs(1 / (2 * sqrt(2 * pi)), "0.19947114020071633896997302996719"),
        NumberIs(exp(-one / 2) / sqrt(2 * pi), "0.241970724519143349797830192936"),
        RootNumbers((x * tanh(x) - 1,), (x,), (Rational(6, 5),), (heights,), ("0.355568127551580937274180895536",)),
    ),
    label="B3",
)

"""The collapsed generator in the middle of a symmetric target is a spurious stationary point of the total variation."""

from typing import Any

from sympy import Integer, Rational, Symbol, acosh, cosh, erf, exp, log, pi, sqrt

from stability.theorem import BestDiscriminator, Identity, NumberIs, Static, Theorem
from stability.theorem.sources import LI2018

m, x = Symbol("m", positive=True), Symbol("x", real=True)
half, zero, two = Rational(1, 2), Integer(0), Integer(2)


def phi(y: Any) -> Any:
    """The standard normal density."""
    return exp(-(y**2) / 2) / sqrt(2 * pi)


growth = exp(m**2 / 2)
end = log(growth + sqrt(growth**2 - 1)) / m
target = (erf((x - m) / sqrt(2)) + erf((x + m) / sqrt(2))) / 2
distance = erf(x / sqrt(2)) - target

theorem = Theorem(
    name="li2018_collapsed_stationary",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; derived",
    statement=r"For $\mu^* = (-m, m)$ and $\mu = (0, 0)$ the zeros of $p^* - p_\mu$ are $\pm x_0$, $x_0 = "
    r"\operatorname{arccosh}(e^{m^2/2})/m$; by symmetry the gradient of the total variation vanishes, and its "
    r"second derivative across the line $\mu_1 = \mu_2$ is $-x_0 \varphi(x_0) < 0$. For $m = \frac12$ the point is "
    r"a saddle, for $m = 2$ a local maximum.",
    hypotheses=(),
    subject=Static("Total variation at a collapsed generator"),
    claim=(
        Identity((phi(x - m) + phi(x + m)) / 2, phi(x) * (cosh(m * x) / growth).rewrite(exp)),
        Identity(cosh(m * (acosh(growth) / m)), growth),
        NumberIs(end, "1.0209576910042540067905084982819308", ((m, half),)),
        NumberIs(end, "1.3442682486537374215583674567255325946", ((m, two),)),
        NumberIs(-end * phi(end), "-0.2418651989702160840555776534857558224", ((m, half),)),
        NumberIs(-end * phi(end), "-0.21726938639099900591336153594113461044", ((m, two),)),
        NumberIs(distance.xreplace({x: end}), "0.058058865731368593639753508502676364226", ((m, half),)),
        NumberIs(distance.xreplace({x: end}), "0.56555247272225734193537061467752276418", ((m, two),)),
        BestDiscriminator(
            (-half, half),
            (zero, zero),
            ("-1.0209576910042540067905084982819308", "1.0209576910042540067905084982819308"),
            True,
            "0.058058865731368593639753508502676364226",
            ("0", "0"),
            (
                ((1, -1), "-0.2418651989702160840555776534857558224"),
                ((1, 1), "0.80820741480333765907828499404944519696"),
            ),
        ),
        BestDiscriminator(
            (-two, two),
            (zero, zero),
            ("-1.3442682486537374215583674567255325946", "1.3442682486537374215583674567255325946"),
            True,
            "0.56555247272225734193537061467752276418",
            ("0", "0"),
            (
                ((1, -1), "-0.21726938639099900591336153594113461044"),
                ((1, 1), "-0.069879207234233989993829553454448856896"),
            ),
        ),
    ),
    label="B5",
)

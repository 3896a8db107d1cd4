"""Level and linear period of the orbit of the WGAN through a = 2."""

from sympy import Integer, log, pi

from stability.theorem import NumberIs, Static, Theorem
from stability.theorem.sources import DERIVED

theorem = Theorem(
    name="nagarajan2017_wgan_orbit_numbers",
    source=f"{DERIVED}; for section 3.3 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"The orbit through $w = 0$, $a = 2$ lies on the level $2 - \ln 2$ of $H = w^2 + \frac{a^2}{2} - \ln "
    r"a$; the period of small oscillations is $3\pi$ for uniform data on $[-1, 1]$ ($m_2 = \frac13$).",
    hypotheses=(),
    subject=Static("the orbit of the WGAN through w = 0, a = 2"),
    claim=(
        NumberIs(2 - log(Integer(2)), "1.3068528194400546905827678785418234319"),
        NumberIs(3 * pi, "9.4247779607693797154"),
    ),
    label="A8",
)

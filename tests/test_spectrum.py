"""The public face of ``locate`` and ``spectrum``: known spectra, breaking cases, constants beyond Q, refusals."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from flint import fmpq_mat, fmpz_mat
from sympy import CRootOf, I, Matrix, Rational, Symbol, atan, cos, erf, exp, log, oo, pi, sin, sqrt

from stability.algebra.jets import Jet
from stability.clock import Time
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.rigor import Rigor
from stability.spectrum import Location, locate, spectrum

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
x = Symbol("x")


def counts(location: Location) -> tuple[int, int, int, bool, int]:
    return location.inside, location.boundary, location.outside, location.semisimple, location.zero


def direct_sum(*blocks: list[list[int]]) -> list[list[int]]:
    return Matrix.diag(*[Matrix(block) for block in blocks]).tolist()


R, J = [[0, -1], [1, 0]], [[0, 1], [0, 0]]


@pytest.mark.parametrize(
    ("matrix", "time", "expected"),
    [
        ([], FLOW, (0, 0, 0, True, 0)),
        ([], MAP, (0, 0, 0, True, 0)),
        ([[0]], FLOW, (0, 1, 0, True, 1)),
        ([[-1]], FLOW, (1, 0, 0, True, 0)),
        ([[1]], MAP, (0, 1, 0, True, 1)),
        ([[-1]], MAP, (0, 1, 0, True, 0)),
        ([[1, 0], [0, -1]], FLOW, (1, 0, 1, True, 0)),
        ([[1, 0], [0, -1]], MAP, (0, 2, 0, True, 1)),
        (R, FLOW, (0, 2, 0, True, 0)),
        (R, MAP, (0, 2, 0, True, 0)),
        (J, FLOW, (0, 2, 0, False, 2)),
        (J, MAP, (2, 0, 0, True, 0)),
        ([[-1, 1], [0, -1]], MAP, (0, 2, 0, False, 0)),
        ([[0, 0], [0, 0]], FLOW, (0, 2, 0, True, 2)),
        (direct_sum(R, R, [[1, 1], [0, 1]], [[-1, 1], [0, -1]]), FLOW, (2, 4, 2, True, 0)),
        (direct_sum(R, R, [[1, 1], [0, 1]], [[-1, 1], [0, -1]]), MAP, (0, 8, 0, False, 2)),
        ([[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [-1, -2, -2, -1]], FLOW, (2, 0, 2, True, 0)),
    ],
)
def test_known_counts(matrix: list[list[int]], time: Time, expected: tuple[int, ...]) -> None:
    """Counts known by hand, among them the cases that break naive versions; ``spectrum`` agrees."""
    assert counts(locate(matrix, time)) == expected
    assert counts(spectrum(matrix, time).location) == expected


def test_symmetric_pairs_in_the_gcd_are_not_on_the_axis() -> None:
    """diag(1, -1): gcd(E, O) holds both eigenvalues, and neither is imaginary."""
    assert locate([[1, 0], [0, -1]]).boundary == 0


def test_semisimple_on_the_axis_although_a_factor_repeats() -> None:
    """diag(R, R, J2(1), J2(-1)): the polynomial is (s^4 - 1)^2, its minimal polynomial too, save on the axis."""
    found = locate(direct_sum(R, R, [[1, 1], [0, 1]], [[-1, 1], [0, -1]]))
    assert found.semisimple and found.boundary == 4
    assert not locate(direct_sum(R, R, [[1, 1], [0, 1]], J)).semisimple


def test_an_algebraic_number_is_not_its_conjugate() -> None:
    """[sqrt(2) - 1] is inside the unit disc, [-sqrt(2) - 1] is not; the norm of both is -1."""
    assert locate([[sqrt(2) - 1]], MAP).inside == 1
    assert locate([[-sqrt(2) - 1]], MAP).outside == 1


def test_every_accepted_form_of_one_matrix() -> None:
    """Lists, fractions, SymPy and flint matrices, integer arrays: the same answer."""
    forms = [
        [[0, 1], [-1, 0]],
        ((0, 1), (-1, 0)),
        [[Fraction(0), Fraction(1)], [Fraction(-1), 0]],
        Matrix([[0, 1], [-1, 0]]),
        sympy.ImmutableMatrix([[0, 1], [-1, 0]]),
        fmpz_mat([[0, 1], [-1, 0]]),
        fmpq_mat([[0, 1], [-1, 0]]),
        np.array([[0, 1], [-1, 0]]),
    ]
    assert {locate(form) for form in forms} == {locate(forms[0])}
    assert locate(Matrix(0, 0, [])).n == 0 and locate(fmpq_mat(0, 0)).n == 0


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1, 2, 3], [4, 5, 6]], "row 0 has 3 entries"),
        ([[1, 2], [3]], "row 1 has 1 entries"),
        ([[]], "0 entries"),
        ([1, 2], "not a list"),
        (7, "int"),
        (Matrix([[1, 2]]), "1 rows and 2 columns"),
        (fmpz_mat(2, 3), "2 rows and 3 columns"),
        (np.zeros((2, 2, 2)), "shape"),
        ([[0.5]], "Fraction(1, 2)"),
        (np.array([[0.1]]), "Rigor.NUMERICAL"),
        ([[float("nan")]], "no number"),
        ([[float("inf")]], "no number"),
        ([[1j]], "complex"),
        ([[I]], "complex"),
        ([[1 + sqrt(-2)]], "complex"),
        ([[log(-2)]], "complex"),
        ([[(-8) ** Rational(1, 3)]], "complex"),
        ([[CRootOf(x**3 + 2, 1)]], "complex"),
        ([[sympy.asin(2)]], "not a finite"),
        ([[sympy.Float("0.1")]], "float"),
        ([[sqrt(2) * 0.1]], "float"),
        ([[sympy.nan]], "no number"),
        ([[oo]], "no number"),
        ([[sympy.zoo]], "no number"),
        ([[Symbol("a", real=True)]], "symbols without values (a)"),
        ([[Jet("f", 1, 0)]], "symbols without values (f'(0))"),
        ([[sympy.Function("f")(0)]], "symbols without values"),
        ([[sympy.Integral(exp(-(x**2)), (x, 0, 1))]], "Integral"),
        ([[True]], "truth value"),
        ([[sympy.true]], "truth value"),
        ([["1"]], "str"),
        ([[None]], "NoneType"),
        ([[Decimal("0.5")]], "Decimal"),
    ],
)
def test_bad_matrices_are_refused_with_advice(matrix: object, message: str) -> None:
    """Wrong shapes, floats, complex numbers, symbols, and things that are no numbers."""
    with pytest.raises(BadInput) as refusal:
        locate(matrix)
    assert message in str(refusal.value) and "Try:" in str(refusal.value)
    with pytest.raises(BadInput):
        spectrum(matrix)


def test_bad_options_are_refused() -> None:
    """A time, a rigor and a number of digits are checked too."""
    for call in (
        lambda: locate([[1]], "flow"),
        lambda: locate([[1]], rigor="exact"),
        lambda: locate([[1]], rigor=Rigor.SIMULATED),
        lambda: spectrum([[1]], digits=0),
        lambda: spectrum([[1]], digits=True),
    ):
        with pytest.raises(BadInput):
            call()


def test_floats_only_by_name() -> None:
    """Rigor.NUMERICAL takes floats, says so, and still refuses what is no number."""
    found = locate([[0.0, 1.0], [-1.0, 0.0]], rigor=Rigor.NUMERICAL)
    assert (found.boundary, found.decided_by) == (2, "floats")
    assert locate([[0.5, 1.0], [0.0, 0.5]], MAP, rigor=Rigor.NUMERICAL).inside == 2
    assert not locate([[0.0, 1.0], [0.0, 0.0]], rigor=Rigor.NUMERICAL).semisimple
    assert locate(fmpq_mat([[0, 1], [-1, 0]]), rigor=Rigor.NUMERICAL).boundary == 2
    assert locate([], rigor=Rigor.NUMERICAL).n == 0
    for bad in ([[float("nan")]], [[1j]], [[Symbol("a")]], [[1.0, 2.0]], [["x"]]):
        with pytest.raises(BadInput):
            locate(bad, rigor=Rigor.NUMERICAL)


def test_which_stage_decided() -> None:
    """filter: large, well-conditioned; prime: small, hyperbolic; exact: on the boundary; balls: beyond Q."""
    large = [[-3 * (i == j) + (j == i + 1) - (j == i - 1) for j in range(60)] for i in range(60)]
    assert locate(large).decided_by == "filter"
    assert locate([[-1, 1], [0, -2]]).decided_by == "prime"
    assert locate(R).decided_by == "exact"
    assert locate([[sqrt(2)]]).decided_by == "balls"


ALGEBRAIC = [
    ([[0, sqrt(2)], [-sqrt(2), 0]], FLOW, (0, 2, 0, True, 0)),
    ([[0, sqrt(2), 1, 0], [-sqrt(2), 0, 0, 1], [0, 0, 0, sqrt(2)], [0, 0, -sqrt(2), 0]], FLOW, (0, 4, 0, False, 0)),
    ([[sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)), 1], [0, -1]], FLOW, (1, 1, 0, True, 1)),
    ([[sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)) - Rational(1, 10**60), 1], [0, -1]], FLOW, (2, 0, 0, True, 0)),
    ([[CRootOf(x**5 - x - 1, 0), 1], [0, -1]], FLOW, (1, 0, 1, True, 0)),
    ([[cos(pi / 7), -sin(pi / 7)], [sin(pi / 7), cos(pi / 7)]], MAP, (0, 2, 0, True, 0)),
    ([[1 / sqrt(2), -1 / sqrt(2)], [1 / sqrt(2), 1 / sqrt(2)]], MAP, (0, 2, 0, True, 0)),
    ([[sqrt(2) - 2 ** Rational(3, 4) * 2 ** Rational(-1, 4)]], FLOW, (0, 1, 0, True, 1)),
    ([[sympy.GoldenRatio - 1]], MAP, (1, 0, 0, True, 0)),
    ([[sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2), 1], [0, 0]], FLOW, (0, 2, 0, False, 2)),
]
TRANSCENDENTAL = [
    ([[exp(Rational(-1, 2)), 1], [-1, -exp(Rational(-1, 2))]], FLOW, (0, 2, 0, True, 0)),
    ([[0, exp(1)], [-exp(-1), 0]], FLOW, (0, 2, 0, True, 0)),
    ([[0, pi, 1, 0], [-pi, 0, 0, 1], [0, 0, 0, pi], [0, 0, -pi, 0]], FLOW, (0, 4, 0, False, 0)),
    ([[0, pi, 0, 0], [-pi, 0, 0, 0], [0, 0, 0, pi], [0, 0, -pi, 0]], FLOW, (0, 4, 0, True, 0)),
    ([[erf(1), 1], [0, log(4) - 2 * log(2)]], FLOW, (0, 1, 1, True, 1)),
    ([[cos(1), -sin(1)], [sin(1), cos(1)]], MAP, (0, 2, 0, True, 0)),
    ([[sympy.tanh(1) - (exp(2) - 1) / (exp(2) + 1), 1], [-1, 0]], FLOW, (0, 2, 0, True, 0)),
    ([[log(12) - 2 * log(2) - log(3) - exp(-20)]], FLOW, (1, 0, 0, True, 0)),
    ([[1 / pi, 1], [-1, -1 / (1 + exp(1))]], FLOW, (0, 0, 2, True, 0)),
    ([[sqrt(pi) * sqrt(pi) - pi + sqrt(2) * exp(1) / exp(1) - sqrt(2)]], FLOW, (0, 1, 0, True, 1)),
    ([[2 ** sqrt(2), 1], [0, -erf(Rational(1, 2))]], FLOW, (1, 0, 1, True, 0)),
    ([[4 ** sqrt(2) - (2 ** sqrt(2)) ** 2]], FLOW, (0, 1, 0, True, 1)),
]


@pytest.mark.parametrize(("matrix", "time", "expected"), ALGEBRAIC + TRANSCENDENTAL)
def test_constants_beyond_the_rationals(matrix: list[list[object]], time: Time, expected: tuple[int, ...]) -> None:
    """Zero is recognised as zero, and what is not zero is not, for locate and spectrum alike."""
    assert counts(locate(matrix, time)) == expected
    assert counts(spectrum(matrix, time, 20).location) == expected


def test_a_hidden_relation_is_not_guessed() -> None:
    """atan(1/2) + atan(1/3) = pi/4 is beyond the known relations: CannotSolve, with what is proven."""
    with pytest.raises(CannotSolve) as refusal:
        locate([[atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4, 0], [0, -1]])
    assert "between 1 and 2 eigenvalues are inside" in str(refusal.value) and "16384 bits" in str(refusal.value)
    assert (
        locate([[atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4 - Rational(1, 10**30), 0], [0, -1]]).inside == 2
    )


def test_division_by_a_hidden_zero_is_refused() -> None:
    """1 / (sqrt(2) + sqrt(3) - sqrt(5 + 2 sqrt(6))) is no number."""
    hidden = sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6))
    with pytest.raises((BadInput, CannotSolve)):
        locate([[1 / hidden]])


def test_rational_matrices_through_the_general_route() -> None:
    """The route for constants, given rationals, agrees with the rational route; they share only Routh's table."""
    from test_spectrum_torture import make

    from stability.spectrum.constant_location import locate_constants
    from stability.spectrum.matrices import SymbolicMatrix

    for seed in range(60):
        time, matrix, _ = make(seed)
        n = matrix.nrows()
        if n <= 6:
            rows = tuple(tuple(Rational(int(v.p), int(v.q)) for v in row) for row in matrix.tolist())
            assert counts(locate_constants(SymbolicMatrix(rows, n), time)) == counts(locate(matrix, time)), seed


def test_spectrum_of_a_centre_has_real_part_exactly_zero() -> None:
    """An imaginary eigenvalue evaluates to a number whose real part is the integer 0, at any number of digits."""
    for matrix in ([[0, 2], [-1, 0]], [[0, pi], [-1, 0]], [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [-2, 0, -5, 0]]):
        for e in spectrum(matrix).eigenvalues:
            assert e.is_imaginary and sympy.re(e.evalf(30)) == 0 and e.side == "boundary"
            assert e.enclosure.re == 0


def test_enclosures_hold_the_roots_at_many_digits() -> None:
    """Each disc holds one root by mpmath at twice the digits, for simple, multiple and defective eigenvalues."""
    matrix = Matrix([[1, 2, 0, 0], [3, -4, 0, 0], [0, 0, 1, 2], [0, 0, 3, -4]])
    matrix[0, 2] = 1
    s = spectrum(matrix, digits=60)
    with mpmath.workdps(120):
        root = mpmath.sqrt(mpmath.mpf(49))
        expected = sorted([(-3 + root) / 2, (-3 - root) / 2], reverse=True)
        for e, value in zip(s.eigenvalues, expected, strict=True):
            assert e.algebraic_multiplicity == 2
            assert (
                abs(mpmath.mpf(e.enclosure.re.numerator) / e.enclosure.re.denominator - value) < mpmath.mpf(10) ** -60
            )


def test_geometric_multiplicities() -> None:
    """J3 + J1 + J1 at the same eigenvalue: algebraic 5, geometric 3; over Q and over Q(sqrt 2)."""
    for scale in (Rational(1), sqrt(2), exp(1)):
        matrix = scale * Matrix.diag(Matrix([[1, 1, 0], [0, 1, 1], [0, 0, 1]]), Matrix([[1]]), Matrix([[1]]))
        (e,) = spectrum(matrix, digits=20).eigenvalues
        assert (e.algebraic_multiplicity, e.geometric_multiplicity) == (5, 3)


def test_geometric_multiplicities_that_differ_within_a_factor() -> None:
    """sqrt(2) semisimple and 1 defective, both double: one square-free factor, told apart by ranks in balls."""
    matrix = Matrix.diag(Matrix([[sqrt(2)]]), Matrix([[sqrt(2)]]), Matrix([[1, 1], [0, 1]]))
    found = {e.exact: e.geometric_multiplicity for e in spectrum(matrix, digits=20).eigenvalues}
    assert found[sqrt(2)] == 2 and sum(found.values()) == 3


def test_exact_forms_and_minimal_polynomials() -> None:
    """Rational, quadratic and biquadratic eigenvalues have radicals; others have their minimal polynomial."""
    s = spectrum([[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [-2, 0, -5, 0]])
    for e in s.eigenvalues:
        assert sympy.expand(e.exact**4 + 5 * e.exact**2 + 2) == 0
        assert abs(sympy.N(e.exact - e.evalf(40), 30)) < Rational(1, 10**28)
    cubic = spectrum([[0, 0, 1], [1, 0, 1], [0, 1, 0]]).eigenvalues
    assert {e.minimal_polynomial for e in cubic} == {(1, 0, -1, -1)} and cubic[0].exact is None
    assert spectrum([[sqrt(2), 1], [-1, sqrt(2)]]).eigenvalues[0].minimal_polynomial == (1, 0, -2, 0, 9)
    assert spectrum([[-sqrt(2), 1], [-1, -sqrt(2)]]).eigenvalues[0].exact in (-sqrt(2) + I, -sqrt(2) - I)
    assert spectrum([[exp(-1)]]).eigenvalues[0].exact == exp(-1)
    assert spectrum([[exp(-1)]]).eigenvalues[0].minimal_polynomial is None


def test_characteristic_polynomial() -> None:
    """det(sI - A), leading coefficient first, as Fractions or SymPy numbers; against SymPy."""
    rows = [[1, Rational(1, 2)], [3, -4]]
    assert spectrum(rows).characteristic_polynomial == tuple(map(Fraction, (1, 3, Fraction(-11, 2))))
    found = spectrum([[sqrt(2), 1 / pi], [1, 0]]).characteristic_polynomial
    assert [sympy.simplify(a - b) for a, b in zip(found, (1, -sqrt(2), -1 / pi), strict=True)] == [0, 0, 0]


def test_abscissa_and_radius() -> None:
    """Exact where a leading eigenvalue is short, digits otherwise, conventions at n = 0."""
    assert spectrum([[-1, 1], [-1, -1]]).abscissa == -1 and spectrum([[-1, 1], [-1, -1]]).radius == sqrt(2)
    cubic = spectrum([[0, 0, 1], [1, 0, 1], [0, 1, 0]], digits=30)
    assert abs(cubic.abscissa - sympy.Float("1.32471795724474602596090885448", 30)) < Rational(1, 10**28)
    assert spectrum([]).abscissa == -oo and spectrum([]).radius == 0


def test_nonnormality() -> None:
    """[[-1, 10], [0, -2]]: departure 10, numerical abscissa (sqrt(101) - 3)/2, Kreiss above 1.8."""
    s = spectrum([[-1, 10], [0, -2]])
    assert s.departure_from_normality == 10
    assert s.numerical_abscissa == (sqrt(101) - 3) / 2
    assert (
        Fraction(18, 10) < s.kreiss_lower_bound < Fraction(26, 10)
    )  # sup |exp(tA)| is 2.51...: the bound must stay below
    normal = spectrum([[-1, 2], [-2, -1]])
    assert normal.departure_from_normality == 0 and normal.kreiss_lower_bound == 1
    assert spectrum([[-sqrt(2), 3], [0, -1]]).departure_from_normality == 3
    with pytest.raises(NotApplicable):
        _ = spectrum([[1]]).kreiss_lower_bound


def test_kreiss_bound_is_below_the_growth_of_powers() -> None:
    """For maps: below the largest norm of a power, computed in floats."""
    rows = [[0.5, 20.0, 0.0], [0.0, 0.25, 5.0], [0.0, 0.0, -0.5]]
    exact = [[Fraction(v) for v in row] for row in rows]
    growth = max(np.linalg.norm(np.linalg.matrix_power(np.array(rows), k), 2) for k in range(60))
    assert 2 < spectrum(exact, MAP).kreiss_lower_bound < Fraction(growth)


def test_order_and_purity_of_the_record() -> None:
    """Eigenvalues come by decreasing real part (flow) or modulus (map); records compare by value."""
    s = spectrum([[-3, 0, 0], [0, 1, 0], [0, 0, -2]])
    assert [e.exact for e in s.eigenvalues] == [1, -2, -3]
    assert [e.exact for e in spectrum([[-3, 0, 0], [0, 1, 0], [0, 0, -2]], MAP).eigenvalues] == [-3, -2, 1]
    assert s == spectrum([[-3, 0, 0], [0, 1, 0], [0, 0, -2]])


def test_rational_route_does_not_import_sympy() -> None:
    """Lists of int and Fraction, and flint matrices, need no SymPy; numpy waits for the filter."""
    code = (
        "import sys; from fractions import Fraction; from flint import fmpq_mat\n"
        "from stability.spectrum import locate, spectrum\n"
        "locate([[Fraction(1, 2), 1], [-1, 0]]); spectrum(fmpq_mat([[0, 1], [-1, 0]])); locate([])\n"
        "assert 'sympy' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

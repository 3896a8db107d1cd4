"""Normal and uniform laws, and any other base law as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from sympy import Abs, Expr, ImmutableMatrix, Integer, Matrix, MatrixBase, sqrt

from stability.algebra.exact import exact, shorten
from stability.algebra.names import Internal
from stability.errors import BadInput
from stability.expectation.law import AbstractLaw, Branch, is_sequence, listing, put, vector
from stability.expectation.standard import standard
from stability.expectation.variates import Source


@dataclass(frozen=True)
class Normal(AbstractLaw):
    """N(mean, variance).  **The second argument is the variance, not the standard deviation.**

    mean: a number or a vector of length d.  variance: a number v >= 0 (d > 1: the covariance v times the identity) or a
    symmetric positive semidefinite d x d covariance matrix.  std=: the standard deviation instead, a number.
    Parameters may appear in all of them; the law is that of mean + L z with z standard normal and L L' = variance.

    >>> str(Normal(1, 4)), str(Normal(1, std=2))
    ('N(1, 4)', 'N(1, 4)')
    >>> from sympy import Symbol
    >>> s = Symbol("s", real=True)
    >>> Normal(0, s**2).branches()
    ((1, (s*N0_0,)),)

    Raises BadInput for both or neither of variance and std, and for a variance that is not provably non-negative.
    """

    mean: Any = 0
    variance: Any = None
    _: KW_ONLY
    std: Any = None
    factor: Any = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        mean = vector(self.mean, "the mean of a normal law")
        if (self.variance is None) == (self.std is None):
            raise BadInput(
                "a normal law",
                f"variance={self.variance}, std={self.std}",
                "Normal(mean, variance=v) or Normal(mean, std=s): exactly one of the two",
            )
        factor, variance = _spread(self.variance, self.std, len(mean))
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "variance", variance)
        object.__setattr__(self, "std", None)
        object.__setattr__(self, "factor", factor)

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        draw = source or Source()
        z = [draw.draw("N") for _ in self.mean]
        point = tuple(
            m + sum((self.factor[i, j] * z[j] for j in range(i + 1)), Integer(0)) for i, m in enumerate(self.mean)
        )
        return ((Integer(1), point),)

    def xreplace(self, rule: Mapping[Any, Any]) -> Any:
        changed = Normal(self.mean, self.variance)
        object.__setattr__(changed, "mean", put(self.mean, rule))
        object.__setattr__(changed, "variance", put(self.variance, rule))
        object.__setattr__(changed, "factor", put(self.factor, rule))
        return changed

    def __str__(self) -> str:
        single = len(self.mean) == 1
        return f"N({listing(self.mean)}, {self.variance[0, 0] if single else self.variance.tolist()})"


def _spread(variance: Any, std: Any, d: int) -> tuple[ImmutableMatrix, ImmutableMatrix]:
    """L and L L'."""
    if std is not None:
        scale = exact(std, "the standard deviation of a normal law")
        if scale.is_real is not True:
            raise BadInput("a real standard deviation", shorten(scale), f"{scale} = Symbol('{scale}', positive=True)")
        identity = ImmutableMatrix.eye(d)
        return scale * identity, scale**2 * identity
    if not is_sequence(variance):
        value = exact(variance, "the variance of a normal law")
        return _root(value) * ImmutableMatrix.eye(d), value * ImmutableMatrix.eye(d)
    rows = (
        variance
        if isinstance(variance, MatrixBase)
        else tuple(vector(row, "a row of a covariance matrix") for row in variance)
    )
    if not isinstance(rows, MatrixBase) and len({len(row) for row in rows}) > 1:
        raise BadInput("a covariance matrix", shorten(rows), "rows of one length")
    matrix = Matrix(rows).applyfunc(lambda e: exact(e, "an entry of a covariance matrix"))
    if matrix.shape != (d, d) or matrix != matrix.T:
        raise BadInput(
            f"a symmetric {d} x {d} covariance matrix",
            shorten(matrix.tolist()),
            "one row for each component of the mean",
        )
    return _cholesky(matrix), ImmutableMatrix(matrix)


def _root(variance: Expr) -> Expr:
    """r with r^2 = variance, without |.| where possible: s z and |s| z have one law, and s is smooth."""
    if variance.is_nonnegative is not True:
        raise BadInput(
            "a non-negative variance",
            shorten(variance),
            "declare its symbols positive=True, or give std=s, whose square is the variance",
        )
    root = sqrt(variance)
    smooth = root.replace(lambda e: isinstance(e, Abs), lambda e: e.args[0])
    return smooth if (smooth**2 - variance).expand() == 0 else root


def _cholesky(matrix: Matrix) -> ImmutableMatrix:
    """Lower triangular L with L L' = matrix; a zero pivot needs a zero column (semidefinite)."""
    d = matrix.rows
    lower = Matrix.zeros(d, d)
    for j in range(d):
        pivot = (matrix[j, j] - sum((lower[j, k] ** 2 for k in range(j)), Integer(0))).expand().simplify()
        if pivot.is_nonnegative is not True:
            raise BadInput(
                "a positive semidefinite covariance matrix",
                f"{shorten(matrix.tolist())} with the pivot {pivot}",
                "a covariance A*A.T; or Pushforward(A*z, z, Normal(0, 1)) of independent components",
            )
        lower[j, j] = _root(pivot) if pivot != 0 else Integer(0)
        for i in range(j + 1, d):
            rest = (matrix[i, j] - sum((lower[i, k] * lower[j, k] for k in range(j)), Integer(0))).expand()
            if pivot == 0 and rest.simplify() != 0:
                raise BadInput(
                    "a positive semidefinite covariance matrix", shorten(matrix.tolist()), "a covariance A*A.T"
                )
            lower[i, j] = rest / lower[j, j] if pivot != 0 else Integer(0)
    return ImmutableMatrix(lower)


@dataclass(frozen=True)
class Uniform(AbstractLaw):
    """The uniform law on [low, high], or on the box of two vectors; the law of (low + high)/2 + (high - low)/2 u.

    >>> Uniform(0, 1).branches()
    ((1, (U0_0/2 + 1/2,)),)

    Raises BadInput unless low < high is provable.  U(-|a|, |a|) is the law of a u with u uniform on [-1, 1]:

    >>> from sympy import Symbol
    >>> a = Symbol("a", real=True)
    >>> Uniform(-Abs(a), Abs(a))
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for low < high in Uniform(-Abs(a), Abs(a)). Found: their difference is not \
provably positive. Try: u = Symbol('u', real=True); Pushforward(a*u, u, Uniform(-1, 1)).
    """

    low: Any
    high: Any

    def __post_init__(self) -> None:
        low, high = (
            vector(self.low, "the lower end of a uniform law"),
            vector(self.high, "the upper end of a uniform law"),
        )
        if len(low) != len(high):
            raise BadInput("a box", f"{len(low)} lower and {len(high)} upper ends", "vectors of one length")
        for a, b in zip(low, high, strict=True):
            if (b - a).is_positive is not True:
                raise BadInput(
                    f"low < high in Uniform({a}, {b})", "their difference is not provably positive", _uniform_line(a, b)
                )
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        draw = source or Source()
        return (
            (
                Integer(1),
                tuple((a + b) / 2 + (b - a) / 2 * draw.draw("U") for a, b in zip(self.low, self.high, strict=True)),
            ),
        )

    def __str__(self) -> str:
        return f"U({listing(self.low)}, {listing(self.high)})"


@dataclass(frozen=True)
class Standard(AbstractLaw):
    """A base law by its name, a file of ``expectation/standard/``: "N" is N(0, 1), "U" is U(-1, 1).

    Its location and scale are those of a pushforward, such as Pushforward(a + b*t, t, Standard("U")).

    >>> str(Standard("U")), Standard("U").branches() == Uniform(-1, 1).branches()
    ('U(-1, 1)', True)

    Raises BadInput for a name that no base law has.
    """

    name: str

    def __post_init__(self) -> None:
        standard(self.name)

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        return ((Integer(1), ((source or Source()).draw(self.name),)),)

    def xreplace(self, rule: Mapping[Any, Any]) -> Any:
        return self

    def __str__(self) -> str:
        return str(standard(self.name).text)


def _uniform_line(low: Expr, high: Expr) -> str:
    """The pushforward to write: a u and |a| u have one law."""
    u = Internal("u", real=True)
    half = ((high - low) / 2).replace(lambda e: isinstance(e, Abs), lambda e: e.args[0])
    if not half.free_symbols:
        return "the smaller number first"
    return f"u = Symbol('u', real=True); Pushforward({(low + high) / 2 + half * u}, u, Uniform(-1, 1))"

"""Claims about matrices: the Jacobian itself, its symmetric part, and identities between blocks in every dimension."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Add, Expr, Integer, Matrix, Mul, Symbol, eye, zeros

from stability.algebra.conditions import find_sample
from stability.clock import Time
from stability.errors import BadInput
from stability.game import Game
from stability.linearization import linearize
from stability.region import characteristic_coefficients, parametric_cells
from stability.system import System, gradient_field
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, not_smooth, refuted, undecided
from stability.theorem.doors import each, maybe, row, table
from stability.theorem.equal import vanishes
from stability.theorem.fields import Count, Entries, Expression, Point, Values, Word
from stability.theorem.local import at_point


@dataclass(frozen=True)
class JacobianIs(Claim):
    """Equality: the Jacobian at the point is exactly this matrix, identically in all parameters.

    matrix: (n, n), nested lists or a SymPy matrix, in the order of the state; at: the equilibrium, None for the origin.
    """

    matrix: Entries
    at: Point = None

    def check(self, system: System) -> Checked:
        found = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        return compared(system, found, Matrix(self.matrix), "the Jacobian")

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, matrix=Matrix(self.matrix) + eye(len(Matrix(self.matrix).col(0)))),)


@dataclass(frozen=True)
class SameJacobian(Claim):
    """Equality: the Jacobian at the point is ``factor`` times that of another game's gradient field, or of a system.

    other: a Game or a System; values: what its parameters are replaced by; at, other_at: the points, None for the
    origin.  Equal Jacobians do not make equal flows.
    """

    other: Annotated[Any, doors.instance(Game, System)]
    values: Values = ()
    at: Point = None
    other_at: Annotated[Any, maybe(table(doors.symbol, doors.expression))] = None
    factor: Expression = 1

    def check(self, system: System) -> Checked:
        partner = gradient_field(self.other) if isinstance(self.other, Game) else self.other
        if not isinstance(partner, System):
            raise BadInput("the partner of a comparison of Jacobians", repr(self.other), "a Game or a System")
        if partner.state != system.state:
            return undecided(f"the states {system.state} and {partner.state} are not the same variables")
        found = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        other = Matrix(linearize(partner, at_point(partner, self.other_at)).jacobian)
        return compared(system, found, self.factor * other.xreplace(dict(self.values)), "the Jacobian")

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, factor=2 * self.factor),)


def compared(system: System, found: Any, claimed: Any, what: str) -> Checked:
    """Two exact matrices, entry by entry."""
    exhibits = ((_title(what), found),)
    if found.shape != claimed.shape:
        return refuted(f"{what} has another shape", f"{found.shape}, not {claimed.shape}", exhibits=exhibits)
    different = [e for e in (found - claimed).applyfunc(lambda e: e.expand()) if not vanishes(e)]
    if not different:
        return confirmed(f"{what} agrees in every entry, identically in all parameters", exhibits=exhibits)
    witness = nonzero_witness(system, *different)
    if not witness:
        return undecided(f"an entry of {what} differs by {different[0]}, but no exact witness was found")
    return refuted(f"an entry of {what} differs", witness, exhibits=exhibits)


def _title(what: str) -> str:
    text = what.removeprefix("the ")
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class SymmetricPart(Claim):
    """The symmetric part of the Jacobian, (J + J^T)/2, has these numbers of negative, zero and positive eigenvalues.

    Negative definite: zero = positive = 0.  At the equilibrium of a zero-sum game it holds each player's own Hessian.
    """

    negative: Count
    zero: Count
    positive: Count
    at: Point = None

    def check(self, system: System) -> Checked:
        matrix = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        return inertia(system, (matrix + matrix.T) / 2, (self.negative, self.zero, self.positive), "the symmetric part")

    def twins(self) -> tuple[Claim, ...]:
        return moved_counts(self, ("negative", "zero", "positive"))


@dataclass(frozen=True)
class OwnHessian(Claim):
    """The Hessian of a player's loss in its own variables has these numbers of eigenvalues of each sign at the point.

    All positive: that player is at a strict local minimum where its own slope vanishes.  When every player is, the
    point is a strict local Nash equilibrium.  The loss has to be smooth near the point.
    """

    player: Word
    negative: Count
    zero: Count
    positive: Count
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.game is None:
            return undecided("the system comes from no game, so that it has no players")
        player = system.game.player(self.player)
        point = at_point(system, self.at)
        rough = not_smooth(system, f"the loss of {self.player!r}", [player.loss], at=point)
        if rough is not None:
            return rough
        second = Matrix([[player.loss.diff(x, y).xreplace(point) for x in player.variables] for y in player.variables])
        counts = (self.negative, self.zero, self.positive)
        return inertia(system, second, counts, f"the {self.player}'s own Hessian")

    def twins(self) -> tuple[Claim, ...]:
        return moved_counts(self, ("negative", "zero", "positive"))


def moved_counts(claim: Any, names: tuple[str, ...]) -> tuple[Claim, ...]:
    """One eigenvalue moved from a class that has one to the next class."""
    values = {name: getattr(claim, name) for name in names}
    first = next(name for name in names if values[name])
    following = names[(names.index(first) + 1) % len(names)]
    return (replace(claim, **{first: values[first] - 1, following: values[following] + 1}),)


def inertia(system: System, matrix: Any, claimed: tuple[int, int, int], what: str) -> Checked:
    """The signs of the eigenvalues of a symmetric matrix, in every case of the parameters."""
    tidy = matrix.applyfunc(lambda e: e.expand())
    exhibits = ((_title(what), tidy),)
    cells = parametric_cells(characteristic_coefficients(tidy), Time.CONTINUOUS, system.assumptions, tidy)
    for cell in cells:
        if cell.location is None:
            return undecided(cell.argument, exhibits=exhibits)
        found = (cell.location.inside, cell.location.boundary, cell.location.outside)
        if found != claimed:
            sample = find_sample(system.assumptions, system.parameters, system.functions, prefer=[cell.condition])
            text = f"negative, zero, positive eigenvalues: {found}, not {claimed}"
            if sample is None:
                return undecided(f"{text} where {cell.condition}, but no exact sample was found", exhibits=exhibits)
            return refuted(f"{what} has another inertia", f"{sample}: {text}", exhibits=exhibits)
    return confirmed(
        f"the signs of the coefficients of the characteristic polynomial of {what}",
        exhibits=exhibits,
        predicted=f"negative, zero, positive: {claimed}",
    )


@dataclass(frozen=True)
class BlockIdentity(Claim):
    """Identity in every dimension: two matrices of blocks, multiplied as matrices, are equal.

    left, right: nested lists of polynomials in non-commuting symbols (a single expression is a 1 x 1 list);
    transposes: pairs (block, symbol of its transpose), the same symbol twice for a symmetric block.
    """

    left: Annotated[Any, doors.blocks]
    right: Annotated[Any, doors.blocks]
    transposes: Annotated[tuple[tuple[Symbol, Symbol], ...], each(row(doors.symbol, doors.symbol))] = ()

    def check(self, system: System) -> Checked:
        left, right = _rows(self.left), _rows(self.right)
        exhibits = (("Left-hand side", Matrix(left)), ("Right-hand side", Matrix(right)))
        if (len(left), len(left[0])) != (len(right), len(right[0])):
            return refuted("the sides have different shapes", f"{len(left)} and {len(right)} rows", exhibits=exhibits)
        pairs = [(a, b) for p, q in zip(left, right, strict=True) for a, b in zip(p, q, strict=True)]
        different = [(a - b).expand() for a, b in pairs if (a - b).expand() != 0]
        if not different:
            return confirmed(
                "equal as polynomials in non-commuting blocks, hence for blocks of every size that fits",
                exhibits=exhibits,
            )
        witness = self._instance(different[0])
        return (
            refuted("the sides differ", witness, exhibits=exhibits)
            if witness
            else undecided(f"they differ by {different[0]}, but the instances tried do not show it", exhibits=exhibits)
        )

    def _instance(self, difference: Any) -> str:
        """2 x 2 blocks of small integers on which the difference does not vanish."""
        blocks: dict[Any, Any] = {}
        for number, (block, transpose) in enumerate(self.transposes):
            sample = Matrix(2, 2, [number + 2, 1 + number % 3, 3 - number, 2 * number + 5])
            sample = sample + sample.T if block == transpose else sample
            blocks |= {block: sample, transpose: sample.T}
        missing = [s for s in difference.free_symbols if s not in blocks and not s.is_commutative]
        for number, block in enumerate(sorted(missing, key=str)):
            blocks[block] = Matrix(2, 2, [1, number + 2, -1, 3])
        value = _evaluated(difference, {**blocks, **_numbers(difference)})
        if value.is_zero_matrix:
            return ""
        used = {b: v for b, v in blocks.items() if b in difference.free_symbols}
        return ", ".join(f"{b} = {v.tolist()}" for b, v in sorted(used.items(), key=str)) + (
            f": the difference is {value.tolist()}, not 0"
        )

    def twins(self) -> tuple[Claim, ...]:
        rows = _rows(self.right)
        rows[0][0] = rows[0][0] + 1
        return (replace(self, right=tuple(map(tuple, rows))),)


def block_transpose(rows: Any, transposes: tuple[tuple[Any, Any], ...]) -> tuple[tuple[Any, ...], ...]:
    """The transpose of a matrix of polynomials in non-commuting blocks.

    >>> a, b = (Symbol(name, commutative=False) for name in ("A", "A^T"))
    >>> block_transpose([[a, 2 * a * b]], ((a, b),))
    ((A^T,), (2*A*A^T,))
    """
    partner = {**dict(transposes), **{b: a for a, b in transposes}}
    columns = zip(*_rows(rows), strict=True)
    return tuple(tuple(_transposed(entry.expand(), partner) for entry in column) for column in columns)


def _transposed(expression: Any, partner: dict[Any, Any]) -> Any:
    if expression.is_Add:
        return Add(*(_transposed(term, partner) for term in expression.args))
    if expression.is_Mul:
        return Mul(*reversed([_transposed(factor, partner) for factor in expression.args]))
    if expression.is_Pow:
        return _transposed(expression.base, partner) ** expression.exp
    return partner.get(expression, expression)


def _rows(value: Any) -> list[list[Any]]:
    nested = [[value]] if isinstance(value, Expr) else [list(row) for row in value]
    return [[Integer(0) + e for e in row] for row in nested]


def _numbers(expression: Any) -> dict[Any, Any]:
    """Commuting symbols become different integers."""
    scalars = sorted((s for s in expression.free_symbols if s.is_commutative), key=str)
    return {s: eye(2) * (number + 2) for number, s in enumerate(scalars)}


def _evaluated(expression: Any, blocks: dict[Any, Any]) -> Any:
    """A polynomial in non-commuting symbols at 2 x 2 matrices; numbers are multiples of the identity."""
    if expression in blocks:
        return blocks[expression]
    if expression.is_Add:
        total = zeros(2, 2)
        for term in expression.args:
            total += _evaluated(term, blocks)
        return total
    if expression.is_Mul:
        product = eye(2)
        for factor in expression.args:
            product *= _evaluated(factor, blocks)
        return product
    if expression.is_Pow and expression.exp.is_Integer:
        return _evaluated(expression.base, blocks) ** int(expression.exp)
    return eye(2) * expression

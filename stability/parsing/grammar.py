"""Tokens -> syntax tree, by precedence climbing.

::

    relation   = sum ("<" | "<=" | ">" | ">=" | "==" | "!=") sum
    sum        = product (("+" | "-") product)*
    product    = unary (("*" | "/") unary)*
    unary      = ("+" | "-")* power
    power      = atom ["**" unary]                      right-associative; -x**2 is -(x**2)
    atom       = number | name | name "'"* "(" sum ("," sum)* ")" | "(" sum ")"

Sums and products are flat, so that the tree is only as deep as the parentheses and powers of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from stability.errors import BadInput
from stability.parsing.tokens import Source, Token, quoted, read_decimal, tokenize

#: Nested parentheses, calls and powers: below what exhausts Python's stack here or in any later stage.
MAX_DEPTH = 32
RELATIONS = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True, slots=True)
class Number:
    """An exact rational."""

    column: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol or a constant."""

    column: int
    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of (sign, term) pairs; one pair with sign -1 is a negation."""

    column: int
    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """The product of (power, factor) pairs, power 1 or -1."""

    column: int
    factors: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Power:
    """base ** exponent."""

    column: int
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call:
    """f^(order)(arguments)."""

    column: int
    name: str
    order: int
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """left operator right."""

    column: int
    operator: str
    left: Node
    right: Node


Node = Number | Name | Sum | Product | Power | Call


class _Reader:
    """A cursor over the tokens; every method consumes what it returns."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        return self.take() if self.token.kind == "operator" and self.token.text in texts else None

    def descend(self, column: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.source.refusal(
                column, f"more than {MAX_DEPTH} nested parentheses or powers", "a flatter expression"
            )

    def sum(self) -> Node:
        column = self.token.column
        terms = [(1, self.product())]
        while operator := self.accept("+", "-"):
            terms.append((1 if operator.text == "+" else -1, self.product()))
        return terms[0][1] if len(terms) == 1 else Sum(column, tuple(terms))

    def product(self) -> Node:
        column = self.token.column
        factors = [(1, self.unary())]
        while operator := self.accept("*", "/"):
            factors.append((1 if operator.text == "*" else -1, self.unary()))
        return factors[0][1] if len(factors) == 1 else Product(column, tuple(factors))

    def unary(self) -> Node:
        column, sign = self.token.column, 1
        while operator := self.accept("+", "-"):
            sign = -sign if operator.text == "-" else sign
        power = self.power()
        return power if sign == 1 else Sum(column, ((-1, power),))

    def power(self) -> Node:
        base = self.atom()
        operator = self.accept("**")
        if operator is None:
            return base
        self.descend(operator.column)
        exponent = self.unary()
        self.depth -= 1
        return Power(operator.column, base, exponent)

    def atom(self) -> Node:
        token = self.take()
        if token.kind == "number":
            value = read_decimal(token.text)
            if value is None:
                raise self.source.refusal(token.column, f"the number {quoted(token.text)}", "a shorter number")
            return Number(token.column, value)
        if token.kind == "name":
            return self.name(token)
        if token.kind == "operator" and token.text == "(":
            return self.parenthesis(token)[0]
        raise self.unexpected(token)

    def name(self, token: Token) -> Node:
        order = len(self.take().text) if self.token.kind == "primes" else 0
        opening = self.accept("(")
        if opening:
            return Call(token.column, token.text, order, self.parenthesis(opening, calls=True))
        if order:
            raise self.source.refusal(
                token.column, f"{token.text}{order * chr(39)} without an argument", f"{token.text}{order * chr(39)}(u)"
            )
        return Name(token.column, token.text)

    def parenthesis(self, opening: Token, calls: bool = False) -> tuple[Node, ...]:
        self.descend(opening.column)
        inside = [self.sum()]
        while calls and self.accept(","):
            inside.append(self.sum())
        if not self.accept(")"):
            found = "nothing" if self.token.kind == "end" else repr(self.token.text)
            raise self.source.refusal(
                self.token.column, f"{found} where the parenthesis of column {opening.column} should close", "a ) there"
            )
        self.depth -= 1
        return tuple(inside)

    def unexpected(self, token: Token) -> BadInput:
        if token.kind == "end":
            empty = not self.source.text.strip()
            return BadInput(
                self.source.where,
                "an empty text" if empty else f"{quoted(self.source.text)}, which ends too early",
                "an expression such as x*y - y**2/2",
            )
        return self.source.refusal(token.column, repr(token.text), "a number, a name or a parenthesis there")

    def finish(self) -> None:
        token = self.token
        if token.kind == "end":
            return
        if token.kind == "operator" and token.text in RELATIONS:
            raise self.source.refusal(
                token.column, f"the relation {token.text!r}", "one relation, in a condition; none in an expression"
            )
        if token.kind in ("number", "name") or token.text == "(":
            raise self.source.refusal(
                token.column,
                f"{token.text!r} side by side with what precedes it",
                "an operator between them, such as *",
            )
        raise self.source.refusal(token.column, repr(token.text), "its removal; the expression is complete before it")


def read_expression(source: Source) -> Node:
    """The syntax tree of an expression."""
    reader = _Reader(source)
    node = reader.sum()
    reader.finish()
    return node


def read_comparison(source: Source) -> Comparison:
    """The syntax tree of one relation between two expressions."""
    reader = _Reader(source)
    left = reader.sum()
    operator = reader.accept(*RELATIONS)
    if operator is None:
        reader.finish()
        raise BadInput(source.where, f"{quoted(source.text)}, which compares nothing", "a relation such as gamma < 1")
    right = reader.sum()
    reader.finish()
    return Comparison(operator.column, operator.text, left, right)

"""One table of a game file, read by key with its type checked; every refusal names file, table and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sympy import Expr, Rational, Symbol

from stability.errors import BadInput, CannotSolve, StabilityError
from stability.gamefile.source import Unreadable
from stability.parsing import nearest, parse, quoted

MAX_DIGITS = 100
TOP = "the top level"


@dataclass(frozen=True)
class Names:
    """What expressions of the file may name: its symbols and its abstract functions."""

    symbols: Mapping[str, Symbol]
    functions: frozenset[str] = frozenset()
    facts: tuple[Any, ...] = ()


def one_of(name: str, known: Iterable[str]) -> str:
    """The remedy for an unknown name."""
    return nearest(name, known) or "one of " + ", ".join(sorted(known))


def describe(value: Any) -> str:
    """A TOML value for messages, never at full length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, int) and value.bit_length() < 200:
        return f"the number {value}"
    if isinstance(value, Unreadable):
        return f"the number {value.text}"
    kinds = {int: "a number with hundreds of digits", Fraction: "a decimal number", dict: "a table", list: "a list"}
    return next((text for kind, text in kinds.items() if isinstance(value, kind)), "a date or time")


@dataclass(frozen=True)
class Section:
    """A table: path and label name it in messages, ``data`` is its content."""

    path: str
    label: str
    data: Mapping[str, Any] = field(repr=False)

    def where(self, key: str) -> str:
        """File, table and key, for messages."""
        place = f"at {TOP}" if self.label == TOP else f"in {self.label}"
        return f"key {quoted(key)} {place} of {self.path}"

    def refusal(self, key: str, found: str, remedy: str) -> BadInput:
        return BadInput(self.where(key), found, remedy)

    def wrong_type(self, key: str, value: Any, wanted: str) -> BadInput:
        return self.refusal(key, describe(value), wanted)

    def only(self, *known: str) -> None:
        """Refuse every key but these."""
        for key in self.data:
            if key not in known:
                raise self.refusal(key, "a name unknown there", nearest(key, known) or "removing it")

    def required(self, key: str, example: str) -> Any:
        if key not in self.data:
            raise self.refusal(key, "nothing: it is missing", example)
        return self.data[key]

    def text(self, key: str, example: str) -> str:
        value = self.required(key, f"{key} = {example}")
        if not isinstance(value, str):
            raise self.wrong_type(key, value, f"text in quotes: {key} = {example}")
        if not value.strip() or not value.isprintable() or len(value) > 200:
            raise self.refusal(key, f"the text {quoted(value)}", "one line of 1 to 200 printable characters")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong_type(key, value, "true or false, without quotes")
        return value

    def integer(self, key: str) -> int:
        value = self.data[key]
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10_000:
            raise self.wrong_type(key, value, "a whole number of moderate size, without quotes")
        return value

    def items(self, key: str, example: str) -> list[Any]:
        value = self.required(key, f"{key} = {example}")
        if not isinstance(value, list):
            raise self.wrong_type(key, value, f"a list: {key} = {example}")
        return value

    def table(self, key: str, example: str = "a table") -> Section:
        value = self.required(key, example)
        if not isinstance(value, dict):
            raise self.wrong_type(key, value, example)
        return self.inner(key, value)

    def inner(self, key: str, value: Mapping[str, Any]) -> Section:
        """The table under a key; its label is its dotted name."""
        outer = {TOP: "["}.get(self.label, f"{self.label.rstrip(']')}.")
        return Section(self.path, f"{outer}{key if key.isprintable() and len(key) < 61 else quoted(key)}]", value)

    def tables(self, key: str) -> list[Section]:
        """The entries of [[key]], counted from 1 in messages."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong_type(key, value, f"tables headed [[{key}]], with two brackets")
        return [Section(self.path, f"[[{key}]] number {n}", entry) for n, entry in enumerate(value, start=1)]

    def symbols(self, key: str, names: Names) -> tuple[Symbol, ...]:
        """A non-empty list of distinct declared symbols."""
        listed = self.items(key, '["theta"]')
        if not listed:
            raise self.refusal(key, "an empty list", 'at least one variable, such as ["theta"]')
        for name in listed:
            if not isinstance(name, str):
                raise self.wrong_type(key, name, "names of symbols in quotes")
            if name not in names.symbols:
                near = nearest(name, names.symbols)
                remedy = f"{near}, or declaring it in [symbols]" if near else "declaring it in [symbols]"
                raise self.refusal(key, f"the undefined name {quoted(name)}", remedy)
        if len(set(listed)) != len(listed):
            raise self.refusal(key, "a name twice", "each variable once")
        return tuple(names.symbols[name] for name in listed)

    def expression(self, key: str, names: Names, value: Any = None) -> Expr:
        """The value of a key (or ``value``, an item of it) as an exact expression: text, or a number."""
        value = self.required(key, f'{key} = "an expression"') if value is None else value
        if isinstance(value, str):
            return parse(value, names.symbols, names.functions, where=self.where(key))
        if isinstance(value, Unreadable) and any(map(str.isdigit, value.text)):
            raise self.wrong_type(
                key, value, f"numbers of at most {MAX_DIGITS} digits and exponents up to {MAX_DIGITS}"
            )
        if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
            raise self.wrong_type(key, value, 'a finite number, or an expression in quotes such as "x*y"')
        number = Fraction(value)
        if max(abs(number.numerator), number.denominator) >= 10**MAX_DIGITS:
            raise self.wrong_type(key, value, f"numbers of at most {MAX_DIGITS} digits")
        return Rational(number.numerator, number.denominator)

    @contextmanager
    def located(self, key: str) -> Iterator[None]:
        """Add file, table and key to what a later stage refuses."""
        try:
            yield
        except StabilityError as problem:
            if f" of {self.path}" in problem.asked:  # a refusal of our own, which names the place already
                raise
            asked = f"{problem.asked} ({self.where(key)})"
            if isinstance(problem, CannotSolve):
                raise CannotSolve(asked, problem.found, problem.remedy, problem.established) from None
            raise BadInput(asked, problem.found, problem.remedy) from None

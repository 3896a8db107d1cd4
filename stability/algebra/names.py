"""Symbols and their names: one symbol for each of the user's names, and symbols of our own that equal none of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from sympy import Basic, Dummy, Integer, MatrixBase, Symbol

from stability.errors import BadInput


class Internal(Dummy):  # type: ignore[misc]
    """A symbol that the package makes: equal only to itself, whatever its name, and printed by that name.

    >>> t = Internal("t", real=True)
    >>> t, t == Symbol("t", real=True)
    (t, False)
    """

    __slots__ = ()
    is_Dummy = False  # SymPy sorts by this flag; the order below is that of named symbols

    def _sympystr(self, printer: Any) -> str:
        return str(self.name)

    @classmethod
    def class_key(cls) -> Any:
        return Symbol.class_key()

    def sort_key(self, order: Any = None) -> Any:
        """Among the symbols, by name, so that printed terms have the order that the reader expects."""
        return self.class_key(), (1, (self.name, self.dummy_index)), Integer(1).sort_key(), Integer(1)


def placeholder(name: str, home: str, **assumptions: bool) -> Internal:
    """The internal symbol of a module, the same in every process, so that a record that holds it can travel.

    >>> placeholder("t", "here") == placeholder("t", "here"), placeholder("t", "here") == placeholder("t", "there")
    (True, False)
    """
    return Internal(name, crc32(home.encode()), **assumptions)


def internals(names: str, **assumptions: bool) -> tuple[Internal, ...]:
    """One internal symbol for each word.

    >>> internals("u v", real=True)
    (u, v)
    """
    return tuple(Internal(name, **assumptions) for name in names.split())


def fresh(name: str, taken: Iterable[Any], **assumptions: bool) -> Internal:
    """An internal symbol that is printed like none of ``taken``.

    >>> fresh("x_0", [Symbol("x_0")])
    x_00
    """
    used = {str(s) for s in taken}
    while name in used:
        name += "0"
    return Internal(name, **assumptions)


def symbols_in(*values: Any) -> set[Symbol]:
    """The free symbols of expressions, relations and matrices, and of tuples, lists and mappings of them."""
    found: set[Symbol] = set()
    for value in values:
        if isinstance(value, (Basic, MatrixBase)):
            found |= {s for s in value.free_symbols if isinstance(s, Symbol)}
        elif isinstance(value, dict):
            found |= symbols_in(*value.keys(), *value.values())
        elif isinstance(value, (tuple, list, set, frozenset)):
            found |= symbols_in(*value)
    return found


def distinct_names(asked: str, *values: Any, dummies: bool = True) -> None:
    """BadInput when two different symbols have the same name; symbols of the package's own are equal to nothing else.

    dummies: whether Dummies count, as they do where names are printed.

    >>> x = Symbol("x", real=True)
    >>> distinct_names("a system", x, [x**2])
    >>> distinct_names("a system", x, [Symbol("x", positive=True)])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for a system with one symbol for each name. Found: two symbols 'x', ...
    """
    known: dict[str, Symbol] = {}
    for symbol in sorted(symbols_in(*values), key=lambda s: (s.name, declaration(s))):
        if type(symbol) is not Symbol and not (dummies and type(symbol) is Dummy):
            continue
        first = known.setdefault(symbol.name, symbol)
        if first != symbol:
            raise _two(asked, first, symbol)


def apart(own: Iterable[Symbol], given: Any, asked: str) -> None:
    """BadInput when an argument holds a symbol with the name of a symbol that the result brings with it."""
    names = {s.name for s in own}
    for clash in sorted(symbols_in(given), key=str):
        if clash.name in names:
            raise BadInput(
                f"{asked} without the game's own variables",
                f"{clash} in {given!s}",
                f"a parameter of another name; the game has the variables {', '.join(sorted(names))}",
            )


def declaration(symbol: Symbol) -> str:
    """The line that makes a symbol.

    >>> declaration(Symbol("x", positive=True))
    "Symbol('x', positive=True)"
    """
    given = "".join(f", {name}={value}" for name, value in sorted(symbol._assumptions_orig.items()))
    return f"{type(symbol).__name__}({symbol.name!r}{given})"


def _two(asked: str, first: Symbol, second: Symbol) -> BadInput:
    return BadInput(
        f"{asked} with one symbol for each name",
        f"two symbols {first.name!r}, {declaration(first)} and {declaration(second)}, which are different to SymPy",
        f"{first.name} = {declaration(first)} once, and that symbol everywhere",
    )


def named(key: Any, known: Iterable[Symbol], asked: str, kind: str, given: str = "a value") -> Symbol:
    """The symbol of ``known`` that a symbol or its name stands for.

    kind, given: what the known symbols are, and what is stated for them, for the message.

    >>> x = Symbol("x", real=True)
    >>> named("x", [x], "a start", "state variable") is x
    True
    """
    by_name = {str(s): s for s in known}
    symbol = by_name.get(str(key)) if isinstance(key, (str, Symbol)) else None
    if symbol is None:
        raise BadInput(
            asked,
            f"{given} for {key!s}, which is no {kind}",
            f"one of {', '.join(by_name)}" if by_name else f"none: there is no {kind}",
        )
    if isinstance(key, Symbol) and key != symbol:
        raise _two(asked, symbol, key)
    return symbol

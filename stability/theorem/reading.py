"""Claims are coerced field by field when they are made, and read by their subject when they are checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sympy import Dummy, Symbol

from stability.algebra.names import Internal, declaration, symbols_in
from stability.errors import BadInput
from stability.game import Game
from stability.system import System
from stability.theorem.asked import Asked, doors_of, is_apart, texts


def coerce(record: Any) -> None:
    """Put every field of a frozen dataclass through its door."""
    for name, door in doors_of(type(record)).items():
        asked = Asked(f"the field {name!r} of {type(record).__name__}")
        object.__setattr__(record, name, door(getattr(record, name), asked))


def read(record: Any, subject: System, own: Iterable[Symbol] = ()) -> Any:
    """The record as its subject reads it: names are resolved, and look-alikes of its symbols are refused.

    own: symbols that the kind of the record brings itself.
    """
    kind = type(record).__name__
    symbols = {s.name: s for s in (*own, *subject_symbols(subject))}
    apart = frozenset(s for f in fields(record) for s in _symbols_elsewhere(getattr(record, f.name)))
    for f in fields(record):
        for symbol in sorted(symbols_within(getattr(record, f.name)) - apart, key=str):
            known = symbols.setdefault(symbol.name, symbol)
            if known != symbol:
                raise BadInput(
                    f"the symbols in the field {f.name!r} of {kind} to be the subject's own",
                    f"another symbol of the same name, {_made(symbol)} and not {_made(known)}",
                    f"use the very symbol of the subject, or write its name, {symbol.name!r}",
                )
    others = {s.name: s for s in apart}
    clear = {n: s for n, s in {**others, **symbols}.items() if others.get(n, s) == s}  # a name of two symbols is none
    changed = {}
    for name, door in doors_of(type(record)).items():
        asked = Asked(f"the field {name!r} of {kind}", clear, subject.state)
        value = getattr(record, name)
        resolved = door(value, asked)
        if texts(resolved) != texts(value):
            changed[name] = resolved
    return replace(record, **changed) if changed else record


def says_something(record: Any, *names: str) -> None:
    """Refuse a record in which none of these fields states anything: it would be true of everything."""
    if not any(_is_stated(getattr(record, name)) for name in names):
        raise BadInput(
            f"a statement in {type(record).__name__}",
            "nothing in " + ", ".join(names),
            "at least one of these fields",
        )


def _is_stated(value: Any) -> bool:
    return any(map(_is_stated, value)) if isinstance(value, tuple) else bool(value)


def subject_symbols(subject: System) -> set[Symbol]:
    """The symbols of a system: state, parameters, and those of its assumptions."""
    given = {s for a in subject.assumptions for s in getattr(a, "free_symbols", ())}
    return {*subject.state, *subject.parameters, *given}


def symbols_within(value: Any) -> set[Any]:
    """Free symbols anywhere inside a value, but for those of claims and games with a subject of their own."""
    if isinstance(value, Mapping):
        return set().union(*(symbols_within(k) | symbols_within(v) for k, v in value.items()))
    if isinstance(value, (tuple, list)):
        return set().union(*map(symbols_within, value))
    if is_dataclass(value) and not is_apart(value):
        return set().union(*(symbols_within(getattr(value, f.name)) for f in fields(value)))
    return {s for s in symbols_in(value) if not isinstance(s, Internal)}


def _symbols_elsewhere(value: Any) -> set[Any]:
    """Symbols of another game or system that a field names: their names may mean something else there."""
    if isinstance(value, Game):
        return {*value.state, *(s for p in value.players for s in p.loss.free_symbols)}
    return subject_symbols(value) if isinstance(value, System) else set()


def _made(symbol: Symbol) -> str:
    return "a Dummy" if isinstance(symbol, Dummy) else declaration(symbol)

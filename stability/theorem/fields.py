"""The types that fields of claims are declared with; each carries the door that values pass (see ``doors``)."""

from __future__ import annotations

from typing import Annotated, Any

from stability.theorem import doors
from stability.theorem.doors import each, maybe, row, table, vector

#: An exact expression, real or complex.
Expression = Annotated[Any, doors.expression]
Expressions = Annotated[tuple[Any, ...], each(doors.expression, 1)]
#: One expression for each state variable.
Vector = Annotated[tuple[Any, ...], vector(doors.expression)]
#: An exact real number without symbols.
Number = Annotated[Any, doors.number]
Numbers = Annotated[tuple[Any, ...], each(doors.number, 1)]
Positive = Annotated[Any, doors.positive]
Ratio = Annotated[Any, doors.rational]
Ratios = Annotated[tuple[Any, ...], each(doors.rational, 1)]
#: 0, 1, 2, ...; 1, 2, 3, ...; 1 or -1; True or False.
Count = Annotated[int, doors.count]
Ordinal = Annotated[int, doors.ordinal]
Sign = Annotated[int, doors.sign]
Flag = Annotated[bool, doors.flag]
#: Text that is no symbol and no number.
Word = Annotated[str, doors.word]
#: A decimal as printed.
Digits = Annotated[str, doors.decimal]
OptionalDigits = Annotated[str | None, maybe(doors.decimal)]
DigitsList = Annotated[tuple[str, ...], each(doors.decimal, 1)]
OptionalDigitsList = Annotated[tuple[str, ...], each(doors.decimal)]
#: (real part, imaginary part) of each number.
DigitPairs = Annotated[tuple[tuple[str, str], ...], each(row(doors.decimal, doors.decimal))]
#: A symbol; a state variable.
Letter = Annotated[Any, doors.symbol]
Letters = Annotated[tuple[Any, ...], each(doors.symbol)]
Variable = Annotated[Any, doors.variable]
#: Relations; several of them.
Condition = Annotated[Any, doors.condition]
Conditions = Annotated[tuple[Any, ...], doors.several(doors.condition)]
#: A state, one value for each variable; with None for the origin.
Place = Annotated[Any, doors.place]
Point = Annotated[Any, maybe(doors.place)]
Places = Annotated[tuple[Any, ...], each(doors.place)]
SomePlaces = Annotated[tuple[Any, ...], each(doors.place, 1)]
#: Values for parameters, jets or coordinates; expressions for some state variables; their open intervals.
Values = Annotated[Any, table(doors.unknown, doors.expression)]
Part = Annotated[Any, table(doors.variable, doors.expression)]
SomePart = Annotated[Any, table(doors.variable, doors.expression, 1)]
Region = Annotated[Any, table(doors.variable, row(doors.limit, doors.limit))]
Entries = Annotated[Any, doors.matrix]
#: {steps or time: decimal}.
Rows = Annotated[Any, table(doors.moment, doors.decimal, 1)]
#: Pairs (values of parameters, decimal); pairs (polynomial, multiplicity).
ParameterRows = Annotated[tuple[Any, ...], each(row(table(doors.unknown, doors.expression), doors.decimal))]
Factors = Annotated[tuple[Any, ...], each(row(doors.expression, doors.ordinal), 1)]

"""Laws and members of the shelves, found by name and called with the further keys of their table."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from stability import catalogue, expectation
from stability.clock import Time
from stability.errors import BadInput
from stability.gamefile.section import Names, Section, one_of
from stability.parsing import quoted

LAWS = ("PointMass", "Finite", "Normal", "Uniform", "Mixture", "Pushforward", "Independent")
_DEPTH = 6


def read_law(section: Section, names: Names, depth: int = 0) -> Any:
    """A law such as {law = "PointMass", at = "theta"}; further keys are the arguments of that law.

    An argument that is itself named ``law`` is written ``of``: {law = "Pushforward", map = "a*z", variables = ["z"],
    of = {law = "Normal"}}.
    """
    if depth > _DEPTH:
        raise section.refusal("law", f"laws nested more than {_DEPTH} deep", "a flatter law")
    name = section.text("law", '"PointMass"')
    known = {name: getattr(expectation, name) for name in LAWS if hasattr(expectation, name)}
    if name not in known:
        raise section.refusal("law", f"the text {quoted(name)}", one_of(name, known))
    arguments = {
        parameter.name: _law_value(section, key, section.data[key], names, depth + 1)
        for key, parameter in _parameters(section, known[name], "law").items()
    }
    with section.located("law"):
        return known[name](**arguments)


def _law_value(section: Section, key: str, value: Any, names: Names, depth: int) -> Any:
    if isinstance(value, dict):
        return read_law(section.inner(key, value), names, depth)
    if isinstance(value, list):
        if depth > _DEPTH:
            raise section.refusal(key, f"lists nested more than {_DEPTH} deep", "a flatter list")
        return tuple(_law_value(section, key, item, names, depth + 1) for item in value)
    return section.expression(key, names, value)


def read_member(section: Section, shelf: str, names: Names) -> Any:
    """A member of a shelf, named by ``method`` and called with the section's further keys."""
    method = section.text("method", '"..."')
    with section.located("method"):
        member = catalogue.find(shelf, method)
    parameters = _parameters(section, member, "method")
    arguments = {key: _argument(section, key, parameter, names) for key, parameter in parameters.items()}
    try:
        return member(**arguments)
    except BadInput as problem:
        named = (key for key in arguments if re.search(rf"\b{key}\b", problem.asked))
        with section.located(next(named, "method")):
            raise


def _parameters(section: Section, member: Callable[..., Any], besides: str) -> dict[str, inspect.Parameter]:
    """The arguments that the section gives by key, all of them known and none missing."""
    signature = inspect.signature(member).parameters
    known = {"of" if n == besides else n: p for n, p in signature.items() if not n.startswith("_")}
    section.only(besides, *known)
    for name, parameter in known.items():
        if parameter.default is inspect.Parameter.empty:
            section.required(name, f"{name} = ..., an argument of {section.data[besides]}")
    return {name: parameter for name, parameter in known.items() if name in section.data}


def _argument(section: Section, key: str, parameter: inspect.Parameter, names: Names) -> Any:
    """The value of a key in the type that the member declares; exact expressions where it declares none."""
    kind = str(parameter.annotation)
    if "Time" in kind:
        text = section.text(key, '"continuous"')
        times = {time.value: time for time in Time}
        if text not in times:
            raise section.refusal(key, f"the text {quoted(text)}", one_of(text, times))
        return times[text]
    if "str" in kind:
        return section.text(key, '"generator"')
    if "bool" in kind:
        return section.flag(key, False)
    if "int" in kind:
        return section.integer(key)
    value = section.data[key]
    if isinstance(value, list):
        return tuple(section.expression(key, names, item) for item in value)
    return section.expression(key, names)

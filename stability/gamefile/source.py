"""A path -> a TOML document, or a readable refusal: the only place of ``gamefile`` that touches the disk."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stability.errors import BadInput
from stability.parsing import quoted, read_decimal

#: Bytes of a game file; several times the largest that people write, and far below what makes the TOML reader slow.
MAX_BYTES = 40_000
#: Dots in one line outside of which a dotted key costs the TOML reader quadratic time.
MAX_DOTS = 200

_POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_HEADER = re.compile(r"\s*(\[\[?[^\[\]]{1,60}\]\]?)")
_KEY = re.compile(r"\s*([^=#\[\]\s][^=#]{0,59}?)\s*=")


@dataclass(frozen=True)
class Unreadable:
    """A TOML float that is no exact rational of moderate size: nan, inf, or hundreds of digits."""

    text: str


def _number(text: str) -> Fraction | Unreadable:
    value = read_decimal(text.replace("_", ""))
    return Unreadable(text[:40]) if value is None else value


def shown_path(path: Any) -> str:
    """A path for messages, on one line."""
    return repr(os.fsdecode(path))[1:-1]


def read_document(path: Any) -> tuple[str, dict[str, Any]]:
    """The path as shown in messages, and the TOML document with floats as exact Fractions."""
    if not isinstance(path, (str, os.PathLike)):
        raise BadInput("the path of a game file", f"{type(path).__name__}", "load_game('game.toml')")
    shown = shown_path(path)
    text = _decode(_read(path, shown), shown)
    for number, row in enumerate(text.splitlines(), start=1):
        if row.count(".") > MAX_DOTS:
            raise _syntax_error(shown, text, f"more than {MAX_DOTS} dots in one line", number, 1)
    try:
        return shown, tomllib.loads(text, parse_float=_number)
    except RecursionError:
        raise BadInput(
            f"a game file in {shown}", "tables or lists nested too deeply", "the flat tables of the README"
        ) from None
    except ValueError as problem:  # TOMLDecodeError, or an integer with thousands of digits
        message = str(problem)
        match = _POSITION.search(message)
        reason = _POSITION.sub("", message).strip()
        line, column = (int(match[1]), int(match[2])) if match and match[1] else (text.count("\n") + 1, 0)
        if match is None:
            line, reason = _long_integer(text), "an integer with thousands of digits"
        raise _syntax_error(shown, text, reason, line, column) from None


def _read(path: Any, shown: str) -> bytes:
    asked = f"a game file at {shown}"
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a directory, a device or a pipe, which would block
            raise BadInput(
                asked,
                "a directory" if stat.S_ISDIR(status.st_mode) else "something that is not a regular file",
                "the path of a TOML file",
            )
        if status.st_size > MAX_BYTES:
            raise BadInput(asked, f"{status.st_size} bytes", f"at most {MAX_BYTES} bytes")
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise BadInput(
            asked, problem.strerror or "a file that cannot be read", "the path of a readable TOML file"
        ) from None
    except ValueError:  # a null character in the path
        raise BadInput(asked, "a path with a null character", "the path of a TOML file") from None
    if len(data) > MAX_BYTES:
        raise BadInput(asked, f"more than {MAX_BYTES} bytes", f"at most {MAX_BYTES} bytes")
    return data


def _decode(data: bytes, shown: str) -> str:
    asked = f"a game file in {shown}"
    if data.startswith(b"\xef\xbb\xbf"):
        raise BadInput(asked, "a byte order mark at its start", "saving it as UTF-8 without a byte order mark")
    if not data.strip():
        raise BadInput(asked, "an empty file", "the sections [symbols] and [[player]], as in the README")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise BadInput(
            asked,
            f"byte {problem.object[problem.start]:#04x} in line {line}, which is not UTF-8 text",
            "saving it as UTF-8",
        ) from None


def _long_integer(text: str) -> int:
    lines = text.split("\n")
    return 1 + max(range(len(lines)), key=lambda k: max(map(len, re.findall(r"[0-9_]+", lines[k])), default=0))


def _syntax_error(shown: str, text: str, reason: str, number: int, column: int) -> BadInput:
    lines = text.split("\n")
    number = min(number, len(lines))
    line = lines[number - 1]
    headers = [m[1] for m in map(_HEADER.match, lines[:number]) if m]
    key = _KEY.match(line)
    place = (f"key {quoted(key[1])} in " if key else "") + (quoted(headers[-1])[1:-1] if headers else "the top level")
    at = f"line {number}" + (f", column {column}" if column else "")
    return BadInput(
        f"TOML at {place} of {shown}",
        f"{reason[:120] if reason.isprintable() else quoted(reason)} in {at}: {quoted(line.strip())}",
        "correcting that line; text stands in quotes, and each key and table once",
    )

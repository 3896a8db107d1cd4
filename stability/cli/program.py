"""What all commands share: exit statuses, one readable paragraph for every refusal, output that any terminal can show.

Nothing here imports SymPy, NumPy or SciPy, nor rich: ``--help`` stays instant.
"""

from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from stability.errors import CannotSolve, StabilityError

#: Exit statuses: a result that is not the expected one, bad usage or input, and a shell's for SIGINT and SIGPIPE.
UNEXPECTED, BAD_INPUT, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141


class Refused(click.ClickException):
    """BadInput or NotApplicable, as one paragraph on the standard error."""

    exit_code = BAD_INPUT


class Unsolved(click.ClickException):
    """CannotSolve, in the same way."""

    exit_code = UNEXPECTED


class Program(click.Group):
    """A group whose commands may raise StabilityError and KeyboardInterrupt, and whose readers may go away."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """What the standard output cannot encode is printed as an escape, such as \\u03bb."""
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StabilityError as problem:
            paragraph = " ".join(str(problem).split())
            raise (Unsolved if isinstance(problem, CannotSolve) else Refused)(paragraph) from None
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # What is still buffered would raise again when the interpreter closes the standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}. " + did_you_mean(args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic in the latest releases only
    """A fixed set of words; a wrong one is answered with the nearest."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            self.fail(f"{value!r}. " + did_you_mean(str(value), self.words), param, ctx)
        return str(value)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest known word as a question, or all of them.

    >>> did_you_mean("anlayze", ["analyze", "check"]), did_you_mean("x", ["analyze", "check"])
    ("Did you mean 'analyze'?", 'Known: analyze, check.')
    """
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(words)}."


def emit(text: str = "") -> None:
    """A line on the standard output, at once; ``click.echo`` would send UTF-8 to a terminal that asked for ASCII."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_json(document: Any) -> None:
    """One JSON document on the standard output, in ASCII, so that every pipe takes it."""
    emit(json.dumps(document, indent=2, allow_nan=False))

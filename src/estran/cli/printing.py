"""How a command hands out its answer: a page as text, or plain values as JSON."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.exchange.page import Page


def print_page(page: Page) -> None:
    """Print a page as text."""
    from estran.exchange.page_text import to_page_text

    print_text(to_page_text(page))


def print_json(values: object) -> None:
    """Print plain values as JSON."""
    import msgspec

    print_text(msgspec.json.format(msgspec.json.encode(values), indent=2).decode())


def print_text(text: str) -> None:
    """Print a whole text.

    Raises
    ------
    InputError
        Where standard output takes no more.
    """
    from estran.errors import InputError

    try:
        print(text, end="" if text.endswith("\n") else "\n", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit fails too
        raise InputError(
            "output.unprintable",
            f"The answer cannot be printed: {error.strerror}.",
            reason=error.strerror,
        ) from error

"""A coroutine run to its end in a thread of its own.

The browser's driver keeps a loop running in the thread of the tests, where another cannot begin.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

Told = TypeVar("Told")


def run_to_its_end(work: Coroutine[Any, Any, Told]) -> Told:
    """Return what a coroutine returns."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()

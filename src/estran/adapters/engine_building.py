"""The drift engine as machine code of this machine: built once, opened, and told about.

What is built is kept by `engine_code`; how it is compiled and called is the engine's own affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.adapters.engine_code import (
    FILE,
    building,
    code_folder,
    kept_code,
    other_codes,
    read_code,
    write_code,
)
from estran.engine.compiled.key import code_key
from estran.engine.compiled.machine import loaded
from estran.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estran.engine.compiled.machine import Machine

NOT_HAD = (ImportError, OSError, RuntimeError, ValueError)
"""What says that machine code cannot be had here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStanding:
    """What is kept of the drift engine for these sources on this machine.

    Attributes
    ----------
    key : str or None
        Name of the machine code; None where the compiler's parts are not installed.
    folder : Path or None
        Where it is kept, or would be.
    why_not : str or None
        Why it is not used; None where it is.
    size : int or None
        Of the file [bytes].
    written : float or None
        When it was built [s since 1970].
    others : int
        Machine codes kept beside it, of other sources, versions or processors.
    """

    key: str | None
    folder: Path | None
    why_not: str | None
    size: int | None = None
    written: float | None = None
    others: int = 0

    @property
    def used(self) -> bool:
        """Whether forecasts drift by it."""
        return self.why_not is None


def kept_engine() -> Machine:
    """Open the machine code that is kept for these sources on this machine.

    Raises
    ------
    ImportError, OSError, RuntimeError, ValueError
        Where it cannot be had; the message tells why.
    """
    return loaded(*read_code(code_key()))


def built_engine(*, before: Callable[[], None]) -> tuple[Path, bool]:
    """Build the machine code where it is not kept already.

    A second process that wants it meanwhile waits, and finds it built.

    Parameters
    ----------
    before : callable
        Called before the work begins, where there is any: it takes up to a minute.

    Returns
    -------
    tuple of Path and bool
        Its file, and whether it was built now.

    Raises
    ------
    EngineError
        Where it cannot be built or kept; nothing that was kept is harmed.
    """
    try:
        key = code_key()
        if _is_whole(key):
            return code_folder(key) / FILE, False
        before()
        with building(key):
            if _is_whole(key):
                return code_folder(key) / FILE, False
            from estran.engine.compiled.build import object_code
            from estran.engine.compiled.host import example_world

            name, code = object_code(example_world())
            if code_key() != key:
                raise RuntimeError("its sources changed while it was compiled; build it again")
            loaded(name, code)  # what cannot be loaded is not kept
            return write_code(key, name, code), True
    except Exception as error:  # a compiler fails in its own ways, and none may stop an answer
        reason = f"{type(error).__name__}: {error}"
        raise EngineError(
            "engine.not_built",
            f"The drift engine could not be built ({reason}). Forecasts take the slower engine, "
            "which says the same.",
            reason=reason,
        ) from error


def standing() -> EngineStanding:
    """Return what is kept, and why it is not used where it is not; it is opened to find out."""
    try:
        key = code_key()
    except ImportError as error:
        return EngineStanding(key=None, folder=None, why_not=_said(error))
    try:
        kept_engine()
    except NOT_HAD as error:
        why: str | None = _said(error)
    else:
        why = None
    found = kept_code(key)
    return EngineStanding(
        key=key,
        folder=code_folder(key),
        why_not=why,
        size=found.size if found else None,
        written=found.written if found else None,
        others=other_codes(key),
    )


def _is_whole(key: str) -> bool:
    try:
        read_code(key)
    except (OSError, ValueError):
        return False
    return True


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"

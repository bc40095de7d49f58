"""`estran engine build`: compile the drift engine for this machine, once."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import Literal


def build(*, lang: Literal["en", "fr"] = "en") -> None:
    """Compile the drift engine for this machine, once; without it a slower one says the same.

    Parameters
    ----------
    lang : str
        Language of the messages: en or fr.
    """
    from estran.language.catalogue import say
    from estran.wiring import build_engine

    def before() -> None:
        print(say(lang, "engine.building"), file=sys.stderr, flush=True)

    begun = perf_counter()
    path, now = build_engine(before=before)
    took = round(perf_counter() - begun)
    told = say(lang, "engine.built", path=path, seconds=took)
    print(told if now else say(lang, "engine.ready", path=path), file=sys.stderr)

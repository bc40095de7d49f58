"""`estran replay list`: what each replay is, from which sources, and what is contested."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.exchange.replay import Replay


def list_replays(*, lang: Literal["en", "fr"] = "en") -> None:
    """Tell what each replay is, from which sources, and what is contested about it.

    Parameters
    ----------
    lang : str
        Language of the list: en or fr. What is contested stays as it was written.
    """
    from estran.exchange.replay import replay, replay_keys
    from estran.language.catalogue import say

    print(say(lang, "replays.heading"))
    for key in replay_keys():
        case = replay(key)
        print(f"\n{key}  {case.title_in(lang)}")
        for text in _texts(case, lang):
            print(fill(text, 96, initial_indent="  ", subsequent_indent="    "))


def _texts(case: Replay, lang: str) -> Iterator[str]:
    from estran.language.catalogue import say

    yield case.summary_in(lang)
    for text in case.report.contested:
        yield say(lang, "replays.contested", text=text)
    for text in case.lessons_in(lang):
        yield say(lang, "replays.lesson", text=text)
    yield say(lang, "replays.sources", keys=", ".join(case.sources))

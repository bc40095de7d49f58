"""`estran replay list`: what each replay is, from which sources, and what is contested."""

from __future__ import annotations

from textwrap import fill


def list_replays() -> None:
    """Tell what each replay is, from which sources, and what is contested about it."""
    from estran.exchange.replay import replay, replay_keys
    from estran.language.catalogue import say

    print(say("en", "replays.heading"))
    for key in replay_keys():
        case = replay(key)
        print(f"\n{key}  {case.title}")
        texts = [
            case.summary,
            *(say("en", "replays.contested", text=text) for text in case.report.contested),
            *(say("en", "replays.lesson", text=text) for text in case.lessons),
            say("en", "replays.sources", keys=", ".join(case.sources)),
        ]
        for text in texts:
            print(fill(text, 96, initial_indent="  ", subsequent_indent="    "))

"""What a drift that goes on from an earlier report uses of kept fields, where that is not the same.

Nothing is chosen here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from estran.assess.kept_choice import DRIFTED
from estran.assess.kept_said import COMPARED, SHOWN, passed_said, row_of
from estran.environment.kept_sea import DEPTH
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.answer import Sea
    from estran.assess.answer_sea import KeptFieldUsed
    from estran.environment.kept_sea import KeptSea


def with_since_said(sea: Sea, since: KeptSea, now: KeptSea, *, start: str, language: str) -> Sea:
    """Return the sea of an answer with a note where its drift began on something else.

    Parameters
    ----------
    sea : Sea
        Of the answer, at the newest position.
    since, now : KeptSea
        In what it drifted, and what the answer shows.
    start : str
        When the drift began.
    language : str
        Of the notes.
    """
    changed: dict[str, Any] = {}
    for layer in DRIFTED:
        if getattr(sea, SHOWN[layer]) is UNSET:  # no depth is shown where none is kept
            continue
        said = _said(since, now, layer, start=start, language=language)
        if said:
            part = getattr(sea, SHOWN[layer])
            note = say(language, "kept.then").join([one for one in (part.layer.note, *said) if one])
            written = msgspec.structs.replace(part.layer, note=note)
            changed[SHOWN[layer]] = msgspec.structs.replace(part, layer=written)
    return msgspec.structs.replace(sea, **changed) if changed else sea


def drift_used(kept: KeptSea) -> list[KeptFieldUsed]:
    """Return the kept fields in which something drifted."""
    rows = []
    for layer in DRIFTED:
        fields = kept.of(layer)
        if layer == DEPTH:  # each place has the first grid that holds it
            rows += [row_of(one, "used") for one in fields if one.datum]
            continue
        rows += [row_of(one, "used") for one in fields[:1]]
        rows += [row_of(one, "compared") for one in fields[1:2] if layer in COMPARED]
    return rows


def joined(rows: list[KeptFieldUsed], more: list[KeptFieldUsed]) -> list[KeptFieldUsed]:
    """Return fields used here or there, each once, by layer; used is more than compared."""
    found = {(one.layer, one.sha256): one for one in rows}
    for one in more:
        key = one.layer, one.sha256
        if key not in found or one.use == "used":
            found[key] = one
    order = list(SHOWN)
    return sorted(found.values(), key=lambda one: order.index(one.layer))


def _said(since: KeptSea, now: KeptSea, layer: str, *, start: str, language: str) -> list[str]:
    then, here = since.first(layer), now.first(layer)
    if (then and then.sha256) == (here and here.sha256):
        return []
    if then is not None:
        return [say(language, f"kept.since_{layer}", start=start, title=then.title)]
    shown = passed_said(now, layer, language)
    over = [one for one in passed_said(since, layer, language) if one not in shown]
    return [say(language, f"kept.since_no_{layer}", start=start), *over]

"""A situation in words, as a lawyer reads it, and what each proof says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.impossible import impossible, impossible_in
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.facts import Fact


def in_words(witness: Mapping[str, object], language: str = "en") -> list[str]:
    """Return a situation as lines: each fact with its value, then what is not known.

    Parameters
    ----------
    witness : mapping
        Facts by name; None is unknown.
    language : str
        Of the lines.

    Returns
    -------
    list of str
        In the order of the list of facts. Where it cannot be, the last lines say why.
    """
    seen = _gathered(witness)
    known = [one for one in facts().values() if seen.get(one.name) is not None]
    lines = [_line(one, seen[one.name], language) for one in known]
    named = [one for one in facts().values() if one.name in seen and seen[one.name] is None]
    if named:
        unknown = ", ".join(one.label_in(language) for one in named)
        lines.append(say(language, "witness.unknown", facts=unknown))
    if not witness:
        lines.append(say(language, "witness.any"))
    held = impossible_in(witness)
    whys = [one.why_in(language) for one in impossible() if one.id in held]
    return [*lines, *(say(language, "witness.impossible", why=why) for why in whys)]


def proof_in_words(key: str, holds: bool | None, subject: str, language: str = "en") -> str:  # noqa: FBT001
    """Return what a proof found: what holds in every situation, or what does not, and of what.

    Parameters
    ----------
    key : str
        ``a`` to ``g``.
    holds : bool or None
        None where it could not be decided.
    subject : str
        The option or the rules of which it fails.
    language : str
        Of the sentence.
    """
    if holds:
        return say(language, f"proof_holds.{key}")
    if holds is None:
        return say(
            language,
            "proof_open.sentence",
            subject=subject,
            wanted=say(language, f"proof_holds.{key}"),
        )
    return say(language, f"proof_fails.{key}", subject=subject)


def _gathered(witness: Mapping[str, object]) -> dict[str, object]:
    """Return a situation in which a fact that follows stands for its indicators, all false."""
    found = dict(witness)
    for one in facts().values():
        if one.any_of and all(found.get(name) is False for name in one.any_of):
            found = {name: value for name, value in found.items() if name not in one.any_of}
            found[one.name] = False
    return found


def _line(declared: Fact, value: object, language: str) -> str:
    return say(
        language,
        "witness.known",
        label=declared.label_in(language),
        value=_value(declared, value, language),
    )


def _value(declared: Fact, value: object, language: str) -> str:
    if declared.kind == "yes_no":
        return say(language, "witness.yes" if value else "witness.no")
    if declared.kind == "category":
        return name_in(language, "category", str(value))
    unit = "" if declared.whole else f" {declared.unit}"
    if isinstance(value, tuple):
        low, high = (f"{one:g}" for one in value)
        return say(language, "witness.range", low=low, high=high) + unit
    return f"{value:g}{unit}"

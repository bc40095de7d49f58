"""What must stand on top of every page about a doctrine: that it is hypothetical, and its breaches.

Breaches are proofs that fail, with the situation that shows it; nothing is proved here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estran.doctrine.proofs import prove
from estran.doctrine.registry import doctrine
from estran.doctrine.ruleset import rules_under
from estran.doctrine.witness import in_words, proof_in_words
from estran.exchange.text_layout import joined
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.proofs import Finding
    from estran.doctrine.rule import Doctrine


def marks_of(one: Doctrine, *, language: str) -> tuple[str, ...]:
    """Return the marks of a doctrine: hypothetical with every breach, then whether reviewed."""
    first, *rest = (*kind_marks(one, language=language), "")
    found = breaches(one.id) if one.layer == "hypothetical" else ()
    marks = [first, *(breach(each, language=language) for each in found), *rest]
    return tuple(mark for mark in marks if mark)


def kind_marks(one: Doctrine, *, language: str) -> tuple[str, ...]:
    """Return the marks of a doctrine without its breaches; nothing is proved for them."""
    marks = []
    if one.layer == "hypothetical":
        marks.append(say(language, "doctrine_mark.hypothetical", doctrine=one.id))
    if one.status == "announced":
        marks.append(say(language, "doctrine_mark.announced", doctrine=one.id))
    if not one.reviewed:
        marks.append(say(language, "doctrine_mark.not_reviewed"))
    return tuple(marks)


def marks_of_all(held: Iterable[Doctrine], *, language: str) -> tuple[str, ...]:
    """Return the marks of several doctrines, each once."""
    each = {one.id: marks_of(one, language=language) for one in held}
    marks = [mark for found in each.values() for mark in found]
    alone = say(language, "doctrine_mark.not_reviewed")
    if marks.count(alone) > 1:
        several = say(language, "doctrine_mark.none_reviewed")
        marks = [*(mark for mark in marks if mark != alone), several]
    return tuple(dict.fromkeys(marks))


def breach(found: Finding, *, language: str) -> str:
    """Return a failed proof in words, with the situation that shows it."""
    return say(
        language,
        "doctrine_mark.breach",
        proof=proof_text(found, language=language),
        witness=joined(witness_words(found.witness, language=language), language=language),
    )


def proof_text(found: Finding, *, language: str) -> str:
    """Return what a proof found, with the option and the rules of which it speaks."""
    rules = ", ".join(found.rules)
    named = f"{found.option} ({rules})" if found.option and rules else found.option or rules
    return proof_in_words(found.key, found.holds, named, language)


def witness_words(witness: Mapping[str, object] | None, *, language: str) -> list[str]:
    """Return a situation in words; nothing where there is none."""
    return [] if witness is None else in_words(witness, language)


@cache
def breaches(name: str) -> tuple[Finding, ...]:
    """Return the proofs that a doctrine fails, judged with physics and law."""
    found = prove(rules_under(doctrine(name).id))
    return tuple(one for one in found if one.holds is False)

"""What a check of a file found, and what became of a claim, as pages; nothing is proved here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.doctrine.claim_text import Says
from estran.doctrine.options import OPTIONS
from estran.exchange.doctrine_marks import kind_marks, marks_of_all, proof_text, witness_words
from estran.exchange.doctrine_standing import standing_data, standing_parts
from estran.exchange.page import Grid, Page, Paragraphs, Part, Points, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estran.doctrine.claim_text import Statement
    from estran.doctrine.claims import Outcome
    from estran.doctrine.proofs import Finding
    from estran.doctrine.rule import Doctrine
    from estran.exchange.page import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One doctrine, checked.

    Attributes
    ----------
    findings : sequence of Finding
        Of every proof.
    cases : int
        How many stand beside it.
    mismatches : sequence of str
        What came out otherwise than a case expects.
    """

    doctrine: Doctrine
    findings: Sequence[Finding]
    cases: int
    mismatches: Sequence[str]

    @property
    def broken(self) -> bool:
        """Whether it fails a proof."""
        return any(one.holds is False for one in self.findings)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong; a breach of a hypothetical doctrine is told, and no fault."""
        breach = self.broken and self.doctrine.layer != "hypothetical"
        return bool(self.mismatches) or breach

    @property
    def studied(self) -> bool:
        """Whether it is hypothetical and fails a proof: it may be studied, and never loaded."""
        return self.broken and self.doctrine.layer == "hypothetical"

    @property
    def silent(self) -> tuple[str, ...]:
        """Options of which it says nothing."""
        spoken = {option for rule in self.doctrine.rules for option in rule.options}
        return tuple(one for one in OPTIONS if one not in spoken)


def check_page(checked: Sequence[Checked], *, language: str) -> Page:
    """Return the page that `estran doctrine check` prints."""
    return Page(
        title=say(language, "doctrine_check.title"),
        language=language,
        marks=(),
        parts=tuple(_part(one, language) for one in checked),
        notes=(say(language, "doctrine_check.note"), say(language, "doctrine_page.note")),
    )


def check_data(checked: Iterable[Checked], *, language: str) -> list[dict[str, object]]:
    """Return the same as plain values, for JSON."""
    return [
        {
            "doctrine": one.doctrine.id,
            "digest": one.doctrine.digest,
            "marks": list(kind_marks(one.doctrine, language=language)),
            "failed": one.failed,
            "studied_only": one.studied,
            "cases": one.cases,
            "mismatches": list(one.mismatches),
            "silent_on": list(one.silent),
            "findings": [_finding(row) for row in one.findings],
        }
        for one in checked
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a claim.

    Attributes
    ----------
    claim : str
        Its text.
    doctrine : Doctrine
        Under which.
    empty : tuple of Statement
        What it supposes, where that is never so.
    """

    claim: str
    doctrine: Doctrine
    outcome: Outcome
    empty: tuple[Statement, ...] = ()


def claim_page(decided: Decided, *, language: str) -> Page:
    """Return the page that `estran doctrine prove` prints."""
    one, outcome = decided.doctrine, decided.outcome
    verdicts = [_never(part, one, language) for part in decided.empty]
    verdicts = verdicts or [say(language, f"claim_outcome.{outcome.verdict}", doctrine=one.id)]
    blocks: list[Block] = [
        Paragraphs((decided.claim, *dict.fromkeys(verdicts))),
        Points(tuple(witness_words(outcome.witness, language=language))),
        Paragraphs((say(language, f"proof_method.{outcome.method}"),)),
    ]
    return Page(
        title=say(language, "doctrine_prove.title", doctrine=one.id),
        language=language,
        marks=marks_of_all((one,), language=language),
        parts=(part("", *blocks), *standing_parts((one,), language=language)),
        notes=(
            say(language, "doctrine_prove.note"),
            say(language, "doctrine_page.digest", digest=one.digest),
        ),
    )


def claim_data(decided: Decided, *, language: str) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    one, outcome = decided.doctrine, decided.outcome
    return {
        "claim": decided.claim,
        "doctrine": one.id,
        "digest": one.digest,
        "outcome": outcome.verdict,
        "emptily": bool(decided.empty),
        "method": outcome.method,
        "witness": dict(outcome.witness or {}),
        **standing_data(one, language=language),
    }


def _part(one: Checked, language: str) -> Part:
    rows = tuple(
        (proof_text(row, language=language), _held(row.holds, language)) for row in one.findings
    )
    head = tuple(say(language, f"doctrine_label.{key}") for key in ("proof", "result"))
    cases = say(language, "doctrine_check.cases", count=one.cases, wrong=len(one.mismatches))
    said = [*kind_marks(one.doctrine, language=language)]
    said += [say(language, "doctrine_check.read", rules=len(one.doctrine.rules)), cases]
    if one.silent:
        said.append(say(language, "doctrine_check.silent", options=", ".join(one.silent)))
    if one.studied:
        said.append(say(language, "doctrine_check.studied"))
    return part(
        f"{one.doctrine.id} ({one.doctrine.place.file})",
        Paragraphs(tuple(said)),
        Points(tuple(one.mismatches)),
        Grid(head, rows),
        *(
            _witness(row, language)
            for row in one.findings
            if row.holds is False and row.witness is not None
        ),
        level=3,
    )


def _never(part: Statement, one: Doctrine, language: str) -> str:
    """Return that a claim holds emptily, and what is never so."""
    if not isinstance(part, Says):
        return say(language, "claim_outcome.emptily", doctrine=one.id)
    word = say(language, f"verdict.{part.verdict.word}")
    return say(language, "claim_outcome.never", doctrine=one.id, option=part.option, verdict=word)


def _witness(row: Finding, language: str) -> Points:
    lead = say(language, "doctrine_check.witness", key=row.key)
    return Points((lead, *witness_words(row.witness, language=language)))


def _held(holds: bool | None, language: str) -> str:  # noqa: FBT001 (as a finding has it)
    word = "open" if holds is None else "holds" if holds else "fails"
    return say(language, f"proof_result.{word}")


def _finding(row: Finding) -> dict[str, object]:
    return {
        "proof": row.key,
        "holds": row.holds,
        "option": row.option,
        "rules": list(row.rules),
        "witness": dict(row.witness or {}),
        "method": row.method,
    }

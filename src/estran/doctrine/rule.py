"""What a rule, a parameter and a doctrine are; how they are written is in doctrine_text.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estran.doctrine.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estran.doctrine.place import Place
    from estran.doctrine.tree import Condition
    from estran.sources.sourced import Confidence

Effect = Literal["require", "forbid", "permit", "needs"]
Layer = Literal["physics", "law", "doctrine", "hypothetical"]
Status = Literal["announced", "in_force", "suspended", "withdrawn", "hypothetical"]
Access = Literal["public", "partly", "restricted"]
UPPER_LAYERS = frozenset({"physics", "law"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source with the article, and how sure we are that it says what the rule says."""

    source: str
    article: str
    confidence: Confidence
    note: str
    note_fr: str

    def note_in(self, language: str) -> str:
        """Return the note in a language, or else in English."""
        return worded(language, english=self.note, french=self.note_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionTo:
    """A case to which a rule does not apply, with an id and a citation of its own."""

    id: str
    when: Condition
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes
    ----------
    effect : str
        ``require`` a duty, ``forbid``, ``permit``, or ``needs``: a precondition of a permit, met
        where `when` is true.
    options : tuple of str
        To which it speaks.
    when : Condition
        Without its exceptions; always true for a rule marked `always`.
    always : bool
        Whether it was marked so.
    label, label_fr : str
        The rule in a few words, for a card; in French empty where nobody wrote it.
    access : str
        Who can read the text behind it.
    reviewed : str
        Role and date of the reviewer; empty where no counsel has reviewed it.
    """

    id: str
    effect: Effect
    options: tuple[str, ...]
    when: Condition
    always: bool
    unless: tuple[ExceptionTo, ...]
    label: str
    label_fr: str
    citation: Citation
    access: Access
    reviewed: str
    place: Place

    def label_in(self, language: str) -> str:
        """Return the label in a language, or else in English."""
        return worded(language, english=self.label, french=self.label_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedParameter:
    """A number of a doctrine: its unit, its source, and its value from each date on."""

    name: str
    unit: str
    citation: Citation
    values: Mapping[date, float]

    def at(self, day: date) -> float | None:
        """Return the value in force on a day; None where none is yet, or none is known."""
        begun = [since for since in self.values if since <= day]
        return self.values[max(begun)] if begun else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What a doctrine sets aside: ids of rules or doctrines, and what about it is not known."""

    ids: tuple[str, ...]
    unknown: str
    unknown_fr: str = ""

    def unknown_in(self, language: str) -> str:
        """Return what is not known in a language, or else in English."""
        return worded(language, english=self.unknown, french=self.unknown_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An article that makes no rule a machine could check, and why."""

    source: str
    article: str
    why: str
    why_fr: str

    def why_in(self, language: str) -> str:
        """Return why in a language, or else in English."""
        return worded(language, english=self.why, french=self.why_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What was reported to be done, beside the text; `contradicts` names rules it goes against."""

    since: str
    text: str
    text_fr: str
    source: str
    contradicts: tuple[str, ...]

    def text_in(self, language: str) -> str:
        """Return the report in a language, or else in English."""
        return worded(language, english=self.text, french=self.text_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """In what a hypothetical doctrine differs from its base.

    Attributes
    ----------
    base : str
        Id of the doctrine that it varies; empty where it stands alone.
    set, dropped, added : tuple of str
        Names of parameters with another value; ids of rules left out, and of rules put in.
    lifted : tuple of str
        Those left out that are law or physics. No doctrine in force can do that.
    """

    base: str = ""
    set: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    lifted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctrine:
    """A dated, sourced set of rules with its history.

    Attributes
    ----------
    valid_from, valid_until : date or None
        First day, and first day no longer; None where there is none, or nobody knows it.
    doubtful_from : date or None
        From then on it is not known whether it still holds: what it bars still counts, what it
        permits does not.
    doubt, doubt_fr : str
        Why.
    doubt_known_from : date or None
        When that doubt could be had; `doubtful_from` where nothing else is said.
    known_from : date or None
        When its text, or a report of it, became known; None where that is not known.
    unknown, unknown_fr : tuple of str
        What we do not know of it; in French the same in the same order, or nothing.
    silent : tuple of Silence
        Articles that make no rule a machine could check.
    reviewed : str
        Role and date of the reviewer; empty where no counsel has reviewed it.
    retired : tuple of str
        Ids of rules that once stood in it. No rule takes one again.
    difference : Difference
        Of a hypothetical one from its base.
    digest : str
        SHA-256 of its text, and of its base's digest where it has one.
    """

    id: str
    title: str
    title_fr: str
    authority: str
    authority_fr: str
    layer: Layer
    status: Status
    valid_from: date | None
    valid_until: date | None
    doubtful_from: date | None
    doubt: str
    doubt_fr: str
    doubt_known_from: date | None
    known_from: date | None
    replaces: Replacement
    access: Access
    confidence: Confidence
    sources: tuple[str, ...]
    summary: str
    summary_fr: str
    unknown: tuple[str, ...]
    unknown_fr: tuple[str, ...]
    silent: tuple[Silence, ...]
    practice: tuple[Practice, ...]
    reviewed: str
    retired: tuple[str, ...]
    parameters: Mapping[str, DatedParameter]
    rules: tuple[Rule, ...]
    difference: Difference
    digest: str
    place: Place

    @property
    def base(self) -> str:
        """Id of the doctrine that it varies; empty where it stands alone."""
        return self.difference.base

    @property
    def first_day(self) -> date | None:
        """The first day for which it can be judged; None where it has none."""
        return self.valid_from or self.known_from

    def title_in(self, language: str) -> str:
        """Return the title in a language, or else in English."""
        return worded(language, english=self.title, french=self.title_fr)

    def authority_in(self, language: str) -> str:
        """Return whose it is in a language, or else in English."""
        return worded(language, english=self.authority, french=self.authority_fr)

    def summary_in(self, language: str) -> str:
        """Return the summary in a language, or else in English."""
        return worded(language, english=self.summary, french=self.summary_fr)

    def doubt_in(self, language: str) -> str:
        """Return why it is in doubt in a language, or else in English."""
        return worded(language, english=self.doubt, french=self.doubt_fr)

    def unknown_in(self, language: str) -> tuple[str, ...]:
        """Return what is not known of it in a language, or else in English."""
        return worded(language, english=self.unknown, french=self.unknown_fr)

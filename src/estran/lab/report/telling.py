"""One study told in one language: what doctrines, outcomes and parameters are called.

Every part of the report asks here, so that the same thing has the same name on every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from estran.lab.findings import Interval, Refused
from estran.lab.outcomes import OUTCOMES
from estran.lab.parameters import parameters
from estran.lab.report.amounts import amount, between, fixed, percent, signed
from estran.lab.report.charts import Told
from estran.language.catalogue import catalogue, say
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.lab.findings import Contrast, Findings

AS_SHARES = frozenset({"few_show", "poor_fit", "nearly_all_alike", "no_box_holds"})
"""Refusals that count in shares; the others count things."""
NONE_TO_SHOW = frozenset({"none_seen", "few_show"})
"""Refusals that say in a few words what was seen, where others only say that none is given."""
MOST_AUTHORS = 2
CHARTED = ("deaths", "persons_in_water", "officer_harm", "days_ten_deaths")
"""Outcomes with a direction that get a drawing; the others stand in tables."""
CHARTED_NONE = ("attempts", "landings", "rescues", "displaced")


@dataclass(frozen=True)
class Telling:
    """Findings and a language."""

    findings: Findings
    language: str

    def say(self, key: str, /, **values: object) -> str:
        """Return a sentence of the catalogue."""
        return say(self.language, key, **values)

    @property
    def reference(self) -> str:
        """The doctrine that others are compared with."""
        return self.findings.design.doctrines[0]

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """What the manifest holds of each doctrine, by id."""
        return {row["id"]: row for row in self.findings.manifest["doctrines"]}

    @cached_property
    def barred(self) -> frozenset[str]:
        """Doctrines that break a proof."""
        return frozenset(one.doctrine for one in self.findings.standings if not one.ranked)

    def wrote(self, key: str) -> str:
        """Return ``title``, ``question`` or ``who_chose``, as the author of the study wrote it."""
        return self.findings.design.said(key, self.language)

    def title(self, doctrine: str) -> str:
        """Return what a doctrine is called, in a sentence."""
        return self._either(self.rows[doctrine], "title")

    def breaches(self, doctrine: str) -> list[str]:
        """Return what proofs a doctrine breaks, in words."""
        return [self._either(one, "said") for one in self.rows[doctrine]["breaches"]]

    def breach_marks(self) -> list[str]:
        """Return one line for each doctrine that breaks a proof, for the head of each part."""
        return [
            self.say(_short(self.rows[name]), doctrine=name)
            for name in self.findings.design.doctrines
            if name in self.barred
        ]

    def named(self, doctrine: str) -> str:
        """Return an id, marked where the doctrine breaks a proof."""
        if doctrine not in self.barred:
            return doctrine
        return self.say("study_word.noted", name=doctrine, text=self.say("study_row.breach"))

    def outcome_word(self, key: str) -> str:
        """Return what an outcome is called, within a sentence."""
        found = OUTCOMES[key]
        return found.label_fr if self.language == "fr" else found.label

    def outcome(self, key: str) -> str:
        """Return what an outcome is called, with a capital."""
        label = self.outcome_word(key)
        return label[:1].upper() + label[1:]

    def unit_of(self, outcome: str) -> str:
        """Return the unit of an outcome."""
        return self.unit(OUTCOMES[outcome].unit)

    def unit(self, unit: str) -> str:
        """Return a unit in words; the sign itself where it needs none."""
        return catalogue(self.language).get(f"study_unit.{unit}", unit)

    def parameter(self, key: str, label: str) -> str:
        """Return what a parameter is called."""
        found = parameters().get(key)
        return label if found is None else found.said(self.language)

    def class_only(self, key: str) -> bool:
        """Say whether the figures of a parameter stay inside."""
        found = parameters().get(key)
        return found is not None and found.class_only

    def kind(self, kind: str) -> str:
        """Return where a parameter's range comes from, in a word."""
        return self.say(f"study_kind.{kind}")

    def amount(self, value: float | None) -> str:
        """Return a number with two significant figures."""
        return amount(value, self.language)

    def percent(self, share: float | None) -> str:
        """Return a share as per cent, never as certain."""
        return percent(share, self.language)

    def signed(self, value: float | None) -> str:
        """Return a difference with its sign."""
        return signed(value, self.language)

    def share(self, share: float) -> str:
        """Return a share as plain per cent, for an axis."""
        value = fixed(share * 100.0, self.language, digits=0)
        return self.say("study_word.percent", value=value)

    def figures(self, value: float) -> str:
        """Return what was counted: whole numbers in full, others with three figures."""
        if value == round(value):
            return self.whole(value)
        return amount(value, self.language, figures=3)

    def source(self, key: str) -> str:
        """Return whose a source is, and of which year; the word *assumed* where there is none."""
        if key == "assumed":
            return self.kind("assumed")
        found = source(key)
        authors = ", ".join(found.authors[:MOST_AUTHORS])
        year = "" if found.year is None else str(found.year)
        return ", ".join(one for one in (authors or found.title, year) if one)

    def whole(self, value: float) -> str:
        """Return a whole number, all its figures."""
        return fixed(value, self.language, digits=0)

    def interval(self, found: Interval | Refused, *, sign: bool = False) -> str:
        """Return an interval, or why there is none."""
        if isinstance(found, Refused):
            return self.refused(found)
        return between(found.low, found.high, self.language, sign=sign)

    def estimate(self, mean: float, found: Interval | Refused, *, sign: bool = False) -> str:
        """Return a mean with its interval in brackets; no mean stands alone."""
        write = self.signed if sign else self.amount
        if isinstance(found, Refused):
            none = found.why in NONE_TO_SHOW
            given = self.say(f"study_row.{found.why}" if none else "study_row.no_interval")
        else:
            given = self.interval(found, sign=sign)
        return self.say("study_word.noted", name=write(mean), text=given)

    def drawn(self, title: str, shows: str, write: Callable[[float], str]) -> Told:
        """Return what stands at the head of every drawing, so that none travels without it."""
        return Told(title=title, shows=shows, write=write, mark=self.say("study_mark.simulated"))

    def refused(self, found: Refused) -> str:
        """Return why a number is not given."""
        write = self.percent if found.why in AS_SHARES else self.amount
        if found.why == "too_many_seasons":
            write = self.amount
        return self.say(
            f"study_refused.{found.why}", have=write(found.have), need=write(found.need)
        )

    def verdict(self, found: Contrast) -> str:
        """Return what may be said of a difference."""
        return self.say(
            f"study_headline.{found.headline}", doctrine=found.doctrine, reference=found.reference
        )

    def _either(self, row: Mapping[str, Any], key: str) -> str:
        french = str(row.get(f"{key}_fr") or "") if self.language == "fr" else ""
        return french or str(row[key])


def ends(found: Interval | Refused) -> tuple[float, float] | None:
    """Return the ends of an interval; None where it is refused."""
    return None if isinstance(found, Refused) else (found.low, found.high)


def _short(row: Mapping[str, Any]) -> str:
    """Return the key of the short mark: all undecided, or at least one broken."""
    all_open = all(one.get("open") for one in row["breaches"])
    return "study_mark.open_short" if all_open else "study_mark.breach_short"

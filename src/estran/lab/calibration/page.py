"""What a calibration says, as plain text: tables for people who will argue about each number."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from estran.lab.attribution import fall_before_the_date
from estran.lab.findings import Interval
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.lab.calibration.checks import Check
    from estran.lab.calibration.identified import Identification
    from estran.lab.calibration.posterior import Posterior
    from estran.lab.calibration.waves import Wave
    from estran.lab.findings import Attribution
    from estran.lab.history import Series

WIDTH = 100
NAME = 56
MARK = {True: "inside", False: "outside"}


def wave_text(wave: Wave, *, language: str = "en") -> str:
    """Return what a wave added, in two lines."""
    done = _say(
        language,
        "wave",
        number=wave.number,
        kept=wave.kept,
        points=wave.points,
        share=_percent(wave.share, language),
        error=_percent(wave.share_error, language),
        closest=_number(wave.closest, language),
        effective=round(wave.effective),
    )
    moved = _say(language, "moved", names=", ".join(wave.moved)) if wave.moved else ""
    return _wrapped(done) + "\n" + _wrapped(moved or _say(language, "moved_nothing"))


def calibration_text(
    found: Posterior,
    *,
    language: str = "en",
    counted: Mapping[str, Series] | None = None,
) -> str:
    """Return the page of a posterior.

    Parameters
    ----------
    found : Posterior
        What history left over.
    language : str
        Of the words.
    counted : mapping, optional
        Series of a user; those of history.toml where absent.
    """
    settled = _say(language, "settled" if found.settled else "not_settled")
    worth = _say(
        language,
        "effective",
        draws=found.count,
        distinct=found.distinct,
        effective=round(found.effective),
        power=_number(found.power, language),
    )
    parts = [
        _say(language, "heading"),
        _wrapped(f"{settled} {worth}"),
        _checks_text(found.checks, language),
        _identified_text(found, language),
        *(_attribution_text(one, language, counted) for one in found.attributions),
    ]
    return "\n\n".join(parts) + "\n"


def _checks_text(rows: Sequence[Check], language: str) -> str:
    columns = ("number", "observed", "predicted", "used")
    number, observed, span, used = (_say(language, f"column_{name}") for name in columns)
    head = _row(number, observed, span, used, "")
    lines = [_check_line(one, language) for one in rows]
    fitted, held = ([one for one in rows if one.fitted is kind] for kind in (True, False))
    counts = _say(
        language,
        "counts",
        inside=sum(one.inside for one in fitted),
        fitted=len(fitted),
        inside_held=sum(one.inside for one in held),
        held=len(held),
    )
    heading, note = _say(language, "checks_heading"), _wrapped(_say(language, "checks_note"))
    return "\n".join([heading, note, "", head, *lines, "", counts])


def _check_line(one: Check, language: str) -> str:
    name = f"{name_in(language, 'target', one.target)}, {one.years}"
    used = _say(language, "fitted" if one.fitted else "held_out")
    mark = _say(language, MARK[one.inside])
    span = f"{_number(one.low, language)} - {_number(one.high, language)}"
    return _row(name, _number(one.observed, language), span, used, mark)


def _identified_text(found: Posterior, language: str) -> str:
    head = "".join(
        (
            _say(language, "column_parameter").ljust(24),
            _say(language, "column_ratio").rjust(8),
            "  " + _say(language, "column_range"),
        )
    )
    told = [one for one in found.identified if one.told != "not identified"]
    rest = _say(
        language,
        "not_identified",
        count=len(found.not_identified),
        all=len(found.identified),
        names=", ".join(found.not_identified),
    )
    heading = _say(language, "identified_heading")
    note = _wrapped(_say(language, "identified_note"))
    lines = [_identified_line(one, language) for one in told]
    return "\n".join([heading, note, "", head, *lines, "", _wrapped(rest)])


def _identified_line(one: Identification, language: str) -> str:
    span = f"{_number(one.low, language)} - {_number(one.high, language)}"
    told = _say(language, f"told_{one.told.replace(' ', '_')}")
    return f"{one.key:24}{_number(one.ratio, language):>8}  {span:24} {told}"


def _attribution_text(one: Attribution, language: str, counted: Mapping[str, Series] | None) -> str:
    before = _percent(fall_before_the_date(counted), language)
    lines = [_say(language, "attribution_fall", fall=round(one.fall), before=before)]
    if isinstance(one.share, Interval):
        low, high = _percent(one.share.low, language), _percent(one.share.high, language)
        lines.append(_say(language, "attribution_share", low=low, high=high))
    if not one.identified:
        lines.append(_say(language, "attribution_none"))
    if one.placebo is not None:
        held, dates = one.placebo.held, one.placebo.dates
        lines.append(_say(language, "attribution_placebo", held=held, dates=dates))
    return "\n".join([_say(language, "attribution_heading"), *map(_wrapped, lines)])


def _row(name: str, observed: str, span: str, used: str, mark: str) -> str:
    return f"{name:{NAME}}{observed:>9}  {span:18} {used:14}{mark}".rstrip()


def _say(language: str, key: str, **values: object) -> str:
    return say(language, f"calibration.{key}", **values)


def _number(value: float, language: str) -> str:
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 5
    said = f"{value:.{digits}f}" if digits < 5 else f"{value:.2g}"
    return said.replace(".", say(language, "likeness.point"))


def _percent(share: float, language: str) -> str:
    return f"{100.0 * share:.3g} %".replace(".", say(language, "likeness.point"))


def _wrapped(text: str) -> str:
    return fill(text, WIDTH)

"""The calibration plot: every mark and bar stands where the table says, and nothing is green."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from estran.adapters.skill_chart import MARKS, SHOWN, chart, picture
from estran.assess.skill import LEVELS, Held, HorizonSkill, Skill
from estran.assess.skill_measures import wilson_1927
from estran.language.catalogue import say

COUNTS = {3: 60, 6: 60, 12: 48, 24: 1}


def held(level, hour):
    """A share that differs by level and hour; none at all of one forecast after a day."""
    count = COUNTS[hour]
    many = round(count * level * (1.0 - hour / 48.0)) if count > 1 else 0
    low, high = wilson_1927(held=many, count=count)
    return Held(level=level, share=many / count, low=low, high=high)


@pytest.fixture
def found():
    rows = [
        HorizonSkill(
            hour=hour,
            forecasts=count,
            drifters=min(count, 7),
            separation_km=1.0,
            separation_p90_km=2.0,
            displacement_km=9.0,
            skill=None,
            held=[held(level, hour) for level in LEVELS],
        )
        for hour, count in COUNTS.items()
    ]
    return Skill(
        craft="water",
        area="dover_strait",
        particles=2000,
        seed=1,
        every_hours=24,
        horizons=rows,
        starts=[],
        left_out=[],
    )


def test_marks_and_bars_are_those_of_the_table(found):
    (axes,) = chart(found, language="en").axes
    assert len(axes.containers) == len(found.horizons)
    for drawn, row in zip(axes.containers, found.horizons, strict=True):
        line, _, (bars,) = drawn
        table = {one.level: one for one in row.held}
        np.testing.assert_allclose(
            np.array(line.get_ydata(), float), [table[one].share for one in SHOWN]
        )
        assert np.abs(np.array(line.get_xdata(), float) - SHOWN).max() < 0.02, (
            "a mark stands at its level"
        )
        for segment, level in zip(bars.get_segments(), SHOWN, strict=True):
            np.testing.assert_allclose(
                np.array(segment[:, 1], float), [table[level].low, table[level].high]
            )
    low, high = axes.get_ylim()
    assert (low, high) == (0.0, 1.0)


def test_the_line_of_what_is_right_runs_from_corner_to_corner(found):
    (axes,) = chart(found, language="en").axes
    right = axes.lines[0]
    np.testing.assert_allclose(
        np.array(right.get_xdata(), float), np.array(right.get_ydata(), float)
    )


def test_hours_are_told_apart_without_colour_and_none_is_green(found):
    (axes,) = chart(found, language="en").axes
    assert len({mark for mark, _, _ in MARKS}) == len({dash for _, _, dash in MARKS}) == 4
    for _, colour, _ in MARKS:
        red, green, blue = to_rgb(colour)
        assert green <= max(red, blue)
    legend = axes.get_legend()
    assert legend is not None
    named = [text.get_text() for text in legend.get_texts()]
    assert named == [
        say("en", "skill.plot_hours", hour=hour, count=count) for hour, count in COUNTS.items()
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_numbers_give_the_same_picture(found, language):
    one = picture(found, language=language)
    assert one.startswith(b"\x89PNG")
    assert one == picture(found, language=language)
    texts = {
        text.get_text().replace("\u00a0", " ") for text in chart(found, language=language).texts
    }
    assert say(language, "skill.heading") in texts

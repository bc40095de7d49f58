"""Who can come, as text: two lines a unit, within the page, every estimate called one."""

import pytest

from estran.assess.answer_people import AssetAnswer, MassRescue
from estran.exchange.text_assets import WIDTH, asset_lines
from estran.language.catalogue import LANGUAGES, say

START = "2022-12-14T22:53Z"
MASS = MassRescue(flag="yes", text="47 persons; the first to come takes 12.")
PLAIN = AssetAnswer(
    name="Severn",
    asset_class="severn",
    kind="surface",
    named=False,
    standing="class estimate, not tasked",
    from_place="Dover",
    ready_minutes=10.0,
    ready_low_minutes=6.0,
    ready_high_minutes=20.0,
    speed_kn=25.0,
    first_reached="2022-12-14T23:41Z",
    half_reached="2022-12-14T23:52Z",
    most_reached="2022-12-15T00:20Z",
    reach_unknown_because=None,
    capacity=47,
    room="enough",
    draught_m=1.4,
    depth="exceeded",
    sea="not_shown_safe",
    source="rnli_severn_2021",
    confidence="medium",
)


def changed(**fields: object) -> AssetAnswer:
    values = {name: getattr(PLAIN, name) for name in PLAIN.__struct_fields__}
    return AssetAnswer(**{**values, **fields})


def lines(*assets: AssetAnswer, language: str = "en") -> list[str]:
    return asset_lines(assets, MASS, language=language, start=START)


def test_a_row_says_when_what_from_where_and_that_it_is_an_estimate() -> None:
    text = "\n".join(lines(PLAIN))
    assert "  23:52 (23:41-00:20+1) Severn · Dover · class estimate, not tasked" in text
    assert "25 kn, ready 6-20 min, takes 47 (all), draught 1.4 m (may touch bottom)" in text
    assert "waves: not shown safe" in text
    assert "MASS RESCUE: yes. 47 persons" in text


def test_an_unknown_time_says_why_and_what_is_unknown_is_not_made_up() -> None:
    text = "\n".join(
        lines(
            changed(
                from_place=None,
                first_reached=None,
                half_reached=None,
                most_reached=None,
                reach_unknown_because="time unknown: its place is not public",
                capacity=None,
                speed_kn=None,
                depth="unknown",
                sea="unknown",
            )
        )
    )
    assert "--:--" in text
    assert "time unknown: its place is not public" in text
    assert "room unknown" in text
    assert "bottom)" not in text
    assert "waves:" not in text
    assert "Dover" not in text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(10.0, 10.0, "ready 10 min"), (0.0, 40.0, "ready 0-40 min"), (0.0, 0.0, "ready now")],
)
def test_readiness_is_shown_as_the_range_that_the_times_use(
    low: float, high: float, words: str
) -> None:
    text = "\n".join(lines(changed(ready_low_minutes=low, ready_high_minutes=high)))
    assert f"25 kn, {words}, takes" in text


def test_nothing_is_said_of_the_bottom_of_what_flies() -> None:
    flies = changed(kind="air", draught_m=None, depth="not_applicable")
    assert "bottom)" not in "\n".join(lines(flies))


def test_part_of_a_time_is_shown_with_its_gap() -> None:
    text = "\n".join(lines(changed(half_reached=None, most_reached=None)))
    assert "--:-- (23:41-?)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_page(language: str) -> None:
    wide = changed(
        name="x" * 40,
        from_place="50-57.0N 001-20.0E",
        standing=say(language, "assets.named_tasked_at", time=START),
    )
    found = lines(PLAIN, wide, language=language)
    assert max(len(line) for line in found) <= WIDTH
    assert found[0] == say(language, "assets.heading")


def test_without_a_start_the_first_time_gives_the_day() -> None:
    found = asset_lines([PLAIN], MASS, language="en")
    assert any("00:20+1" in line for line in found)

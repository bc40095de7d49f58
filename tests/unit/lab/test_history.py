"""Aggregates of history: each sourced, and those called recomputed are worked out again here."""

import pytest

from estran.errors import InputError, SourceError
from estran.lab.calibration.daily import summed_up
from estran.lab.history import history, parse_history, series
from estran.sources.library import library
from tests.support.shared_data import shared_data

WEEKLY = ("prevented_people", "prevented_events", "prevented_share_of_people")
FROM_DAYS = sorted(
    key
    for key, one in history().items()
    if one.checked == "recomputed" and not key.startswith("prevented")
)
NOT_SUMMED = {"load_between_days", "after_idle_days", "idle_run"}


@pytest.fixture(scope="module")
def counted():
    path = shared_data("uk_small_boats_daily.csv")
    return summed_up(path.read_text("utf-8"), name=path.name)


@pytest.mark.parametrize("key", sorted(history()))
def test_every_series_says_where_it_comes_from(key):
    found = history()[key]
    assert found.source in library()
    assert found.label
    assert found.unit
    assert found.page


@pytest.mark.parametrize("key", [key for key in FROM_DAYS if key not in NOT_SUMMED])
def test_what_is_called_recomputed_follows_from_the_published_days(key, counted):
    for year, value in history()[key].by.items():
        if year.isdigit():
            assert counted[key].of(int(year)) == pytest.approx(value, rel=2e-3, abs=6e-4), year


def test_preventions_follow_from_the_published_weeks():
    import csv

    text = shared_data("uk_small_boats_weekly.csv").read_text("utf-8")
    weeks = list(csv.DictReader(text.splitlines()))

    def total(column, first, last):
        return sum(int(w[column] or 0) for w in weeks if first <= w["week_ending"] <= last)

    for column, key in (
        ("migrants_prevented", "prevented_people"),
        ("events_prevented", "prevented_events"),
    ):
        rows = series(key).by
        assert total(column, "2024-05-01", "2024-12-31") == rows["2024-05/2024-12"]
        assert total(column, "2025-01-01", "2025-12-31") == rows["2025"]
    people = total("migrants_prevented", "2024-05-01", "2024-12-31")
    landed = total("migrants_arrived", "2024-05-01", "2024-12-31")
    assert people / (people + landed) == pytest.approx(
        series("prevented_share_of_people").of(2024), abs=1e-3
    )


def test_the_identity_of_those_who_left_holds():
    for year in (2023, 2024, 2025):
        parts = (series("arrivals"), series("rescued_to_france"), series("neither"))
        assert sum(one.of(year) for one in parts) == series("embarked").of(year)
        assert series("arrivals").of(year) / series("embarked").of(year) == pytest.approx(
            0.82, abs=0.012
        )


def test_quarters_sum_to_years():
    for year in range(2018, 2026):
        parts = ("first", "second", "third", "fourth")
        total = sum(series(f"boats_{part}_quarter").of(year) for part in parts)
        assert total == series("boats").of(year)


def test_no_day_and_no_place_is_held():
    for one in history().values():
        for period in one.by:
            assert all(len(part) in (4, 7) for part in period.split("/")), (one.key, period)


def test_a_year_that_is_not_held_is_refused_with_those_that_are():
    with pytest.raises(SourceError, match="2018, 2019"):
        series("boats").of(1999)


def test_an_unknown_series_names_the_nearest():
    with pytest.raises(SourceError, match="arrivals"):
        series("arivals")


@pytest.mark.parametrize(
    "text",
    [
        '[a]\nlabel = "a"\n',
        '[a]\nlabel="a"\nunit="1"\nsource="assumed"\npage=""\nconfidence="sure"\n'
        'checked="read"\nby={2020=1}\n',
        '[a]\nlabel="a"\nunit="1"\nsource="assumed"\npage=""\nconfidence="low"\n'
        'checked="read"\nby={2020="many"}\n',
    ],
)
def test_a_malformed_series_is_refused(text):
    with pytest.raises(SourceError, match=r"\[a\]"):
        parse_history(text)


HEAD = "date,migrants_arrived,boats_arrived\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("day,people\n", "daily.columns"),
        (HEAD + "2025-01-01,0,0\n", "daily.too_short"),
        (HEAD + "2025-01-01,0,0\n2025-01-03,0,0\n", "daily.gap"),
        (HEAD + "2025-01-01,many,0\n", "daily.line"),
        (HEAD + "1 January,0,0\n", "daily.line"),
        (HEAD + "2025-01-01,-4,0\n", "daily.negative"),
    ],
)
def test_a_daily_series_that_cannot_be_used_says_where(text, code):
    with pytest.raises(InputError, match=r"mine\.csv") as refusal:
        summed_up(text, name="mine.csv")
    assert refusal.value.code == code

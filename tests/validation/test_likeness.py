"""The wrong match of 24 November 2021, and whether ratios mean what they say.

Known: 33 aboard by the French authorities, 30 to 34 by others; the boat that was taken for it had
98. Nobody published where that one was taken up, so its place here is only another part of the
strait. Calibration: pairs are drawn by the engine itself with other seeds, and other boats as the
assumptions have them, so it shows that the sum is done rightly, not that the assumptions hold.
"""

import numpy as np
import pytest

from estran.assess.drifted_cloud import SharedSea, drifted_cloud, run_hours
from estran.assess.likeness import LikenessSettings, likeness_of
from estran.assess.likeness_position import Place, look_up
from estran.assess.settings import RunSettings
from estran.environment.sea import load_sea_fields
from estran.exchange.replay import replay
from estran.quantities.arrays import Floats
from estran.quantities.geodesy import LocalPlane, Position
from estran.quantities.instants import parse_instant
from estran.sources.assumptions import AssumptionBook
from tests.support.sightings import boat, drifting_from, part, seen, weight

SOUTH = "50.92N 1.55E"
HOUR = 3600.0


def charlie():
    report = replay("2021-11-24").report
    error = report.position_accuracy_m
    fix = seen("R0", report.at, report.position, persons="30-34", position_accuracy_m=error)
    first = seen("R1", report.at, persons=33, colour="black", state="swamped", engine="stopped")
    return boat("B1", fix, first, label="Charlie")


def test_the_boat_with_ninety_eight_is_not_taken_for_the_one_with_thirty_three():
    recovery = seen("V", "2021-11-24T03:40Z", SOUTH, persons=98, colour="grey", source="ship")
    row = likeness_of(recovery, [charlie()])[0]
    assert part(row, "persons").verdict == "against"
    assert part(row, "position").verdict == "against"
    assert row.parts[0].verdict == "against"
    assert row.word == "very_unlikely"


def test_ninety_eight_at_the_very_place_are_still_against():
    report = replay("2021-11-24").report
    row = likeness_of(seen("V", report.at, report.position, persons=98), [charlie()])[0]
    assert part(row, "position").verdict == "for"
    assert row.parts[0].name == "persons"
    assert row.word in ("very_unlikely", "unlikely", "undecided")


def test_a_call_after_the_recovery_is_no_call_from_the_recovered_boat():
    recovered = boat(
        "B2",
        seen("V", "2021-11-24T02:40Z", SOUTH, persons=98, colour="grey"),
        recovered=True,
        recovered_at="2021-11-24T02:40Z",
    )
    call = seen("R9", "2021-11-24T03:11Z", "51.08N 1.74E", persons=33, colour="black")
    row = likeness_of(call, [recovered, charlie()])[-1]
    assert row.craft == "B2"
    assert row.word == "very_unlikely"
    assert {part(row, name).verdict for name in ("persons", "time", "colour")} == {"against"}
    assert "never fills in" in row.text


def test_half_an_hour_down_the_stream_is_for_and_up_the_stream_is_less():
    """The stream is asked of the sea itself, at one place and time, without the engine."""
    at, place = "2021-11-24T03:30Z", Position(latitude=51.05, longitude=1.60)
    held = load_sea_fields("dover_strait").stream
    assert held is not None
    stream = held.sample(position=place, time=parse_instant(at))
    assert isinstance(stream.value, tuple)
    east, north = stream.value
    assert np.hypot(east, north) > 0.5, "slack water would tell nothing"
    plane, known = (
        LocalPlane(origin=place),
        boat("B", seen("K", at, "51.05N 1.60E", state="adrift")),
    )
    found = []
    for sense in (1.0, -1.0):
        lon, lat = plane.to_geographic(east=sense * 1800 * east, north=sense * 1800 * north)
        new = seen("N", "2021-11-24T04:00Z", f"{lat:.5f}N {lon:.5f}E", state="adrift")
        found.append(part(likeness_of(new, [known])[0], "position"))
    assert found[0].verdict == "for"
    assert weight(found[0]) > weight(found[1]) + 0.3


def ratios(count: int, particles: int) -> tuple[Floats, Floats]:
    """Ratios of positions of the same boat and of another one, with the truth of other seeds."""
    draw, sea = np.random.default_rng(11), SharedSea()
    same: list[float] = []
    other: list[float] = []
    book = AssumptionBook()
    company, apart = (book.value(f"likeness_company_{what}") for what in ("share", "distance"))
    side = 0.5 * np.sqrt(book.value("likeness_sea_area")) * 1000.0
    for number in range(count):
        position = f"{51.0 + 0.15 * draw.random():.4f}N {1.5 + 0.4 * draw.random():.4f}E"
        situation = drifting_from("2021-11-24T02:00Z", position, state="adrift")
        gap = HOUR * (0.2 + 3.0 * draw.random())
        hours = run_hours(gap)
        cloud = drifted_cloud(situation, RunSettings(particles=particles, seed=1, hours=hours), sea)
        truth = drifted_cloud(
            situation, RunSettings(particles=100, seed=2 + number, hours=hours), sea
        )
        spot, mate = truth.people_at(gap).position[:2]
        if draw.random() < company:
            there = mate + draw.normal(0.0, apart, 2)
        else:
            there = cloud.people[0].mean(axis=0) + draw.uniform(-side, side, 2)
        for kept, at in ((same, spot), (other, there)):
            x, y = at + draw.normal(0.0, 60.0, 2)
            place = Place(float(x), float(y), 60.0)
            kept.append(look_up(cloud, time=gap, place=place, book=book).ratio)
    return np.array(same), np.array(other)


@pytest.mark.slow
def test_ratios_tell_boats_apart_and_mean_what_they_say():
    same, other = ratios(250, LikenessSettings().particles)
    assert np.median(same) > 3.0
    assert np.median(other) < 0.3
    chance = np.concatenate((same, other)) / (1.0 + np.concatenate((same, other)))
    true = np.repeat([True, False], len(same))
    for low, high in ((0.0, 0.2), (0.2, 0.6), (0.6, 0.8), (0.8, 1.0)):
        group = (chance >= low) & (chance < high)
        if group.sum() >= 30:
            error = 3.0 * np.sqrt(0.25 / group.sum())
            assert abs(true[group].mean() - chance[group].mean()) < error, (low, high)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["swamped", "adrift", "under_way"])
def test_six_hundred_particles_err_little_where_it_matters(state):
    """Against 20,000 and steps of five minutes, at places the boat may be: a fifth of a decade."""
    sea = SharedSea()
    situation = drifting_from("2021-11-24T01:10Z", "51.05N 1.7E", state=state)
    hours, book, gap = 2, AssumptionBook(), 1.5 * HOUR
    best = drifted_cloud(
        situation, RunSettings(particles=20_000, seed=9, step=300.0, hours=hours), sea
    )
    places = best.people_at(gap).position[:60]
    runs = [
        RunSettings(particles=LikenessSettings().particles, seed=n, step=HOUR, hours=hours)
        for n in range(5)
    ]
    clouds = [best, *(drifted_cloud(situation, one, sea) for one in runs)]
    decades = np.log10(
        [
            [
                look_up(
                    one, time=gap, place=Place(float(at[0]), float(at[1]), 60.0), book=book
                ).ratio
                for at in places
            ]
            for one in clouds
        ]
    )
    assert np.sqrt(np.mean((decades[1:] - decades[0]) ** 2)) < 0.2

"""Facts: read as people give them, refused by name, and the more dangerous of two counts."""

import pytest

from estran.assess.facts_known import contradictions, known_facts, stale
from estran.assess.facts_said import facts_said
from estran.assess.report import FactGiven, Report
from estran.assess.sea_answer import sea_answer, sea_of
from estran.assess.situation import understand
from estran.doctrine.facts import facts
from estran.environment.sea import load_sea_fields
from estran.errors import QuantityError, TimeError, UnknownNameError
from estran.quantities.instants import parse_instant
from estran.sources.assumptions import AssumptionBook

OFF_GRAVELINES = "51-02.0N 002-05.0E"


def report(**fields) -> Report:
    return Report(
        **{"at": "2025-12-01T10:00Z", "position": OFF_GRAVELINES, "source": "patrol", **fields}
    )


def known(**fields):
    situation = understand(report(**fields))
    environment = load_sea_fields(situation.area.key)
    sea = sea_of(situation, environment, book=AssumptionBook())
    return known_facts(situation, sea_answer(sea, environment))


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("engine_stopped", "yes", True),
        ("engine_stopped", False, False),
        ("engine_stopped", "unknown", None),
        ("children_seen", "oui", True),
        ("depth", "0.5-1.2", (0.5, 1.2)),
        ("depth", "0,8", 0.8),
        ("persons_aboard", 6, 6.0),
        ("persons_aboard", "about 20", 20.0),
        ("acting_unit", "Gendarmerie maritime", "gendarmerie_maritime"),
    ],
)
def test_a_fact_is_read_as_people_give_it(name: str, said: object, value: object) -> None:
    assert facts_said(report(facts={name: said}))[name].value == value


def test_a_fact_tells_who_saw_it_and_when() -> None:
    later = FactGiven(value="yes", by="drone", at="2025-12-01T10:20Z")
    found = facts_said(report(facts={"engine_stopped": later, "taking_water": "no"}))
    assert (found["engine_stopped"].by, found["taking_water"].by) == ("drone", "patrol")
    times = [found[name].at for name in ("engine_stopped", "taking_water")]
    assert times == [parse_instant("2025-12-01T10:20Z"), parse_instant("2025-12-01T10:00Z")]


@pytest.mark.parametrize(
    ("name", "said", "message"),
    [
        ("engine_stopped", "perhaps", "yes, no or unknown"),
        ("depth", "deep", "a number in m"),
        ("depth", "3-1", "lower number first"),
        ("depth", -1, "a number in m"),
        ("depth", 999, "0 to 200 m"),
        ("persons_aboard", "2.5", "whole persons"),
        ("acting_unit", "navy", "gendarmerie_maritime"),
        ("distress_indicated", "no", "cannot be given"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, said: object, message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        facts_said(report(facts={name: said}))


def test_an_unknown_fact_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="engine_stopped"):
        facts_said(report(facts={"engine_stoped": "yes"}))


def test_every_fact_of_the_list_is_there_and_what_nobody_said_is_unknown() -> None:
    found = known()
    assert list(found) == [name for name, one in facts().items() if not one.any_of]
    assert found["persons_in_water"].value is None
    assert found["position_known"].value is True
    assert found["daylight"].value is True
    assert found["waters"].value == "sea"


@pytest.mark.parametrize(
    ("state", "name", "value"),
    [
        ("boarding", "persons_in_water", True),
        ("boarding", "boarding_begun", True),
        ("adrift", "engine_stopped", True),
        ("under_way", "engine_stopped", False),
        ("swamped", "craft_swamped", True),
        ("in_water", "persons_in_water", True),
    ],
)
def test_a_reported_state_says_facts(state: str, name: str, value: object) -> None:
    assert known(state=state)[name].value is value


def test_of_two_statements_the_more_dangerous_counts_and_the_contradiction_shows() -> None:
    said = {"persons_in_water": "no", "engine_stopped": "yes"}
    assert known(state="boarding", facts=said)["persons_in_water"].value is True
    assert known(state="under_way", facts=said)["engine_stopped"].value is True
    assert contradictions(understand(report(state="boarding", facts=said))) == ["persons_in_water"]


def test_of_two_counts_the_one_that_reaches_higher_counts() -> None:
    assert known(persons=40, facts={"persons_aboard": 0})["persons_aboard"].value == 40.0
    assert known(persons="10-20", facts={"persons_aboard": 47})["persons_aboard"].value == 47.0
    assert known(persons=10, facts={"persons_aboard": "0-60"})["persons_aboard"].value == (
        0.0,
        60.0,
    )


def test_nobody_makes_daylight_of_the_night_but_somebody_may_find_the_day_dark() -> None:
    night, day = "2025-12-01T22:00Z", "2025-12-01T12:00Z"
    assert known(at=night, facts={"daylight": "yes"})["daylight"].value is False
    assert known(at=day, facts={"daylight": "no"})["daylight"].value is False
    assert known(at=day, facts={"daylight": "yes"})["daylight"].value is True


@pytest.mark.parametrize("source", ["caller", "ngo", "volunteer", "resident"])
def test_a_call_for_help_asks_for_help(source: str) -> None:
    assert known(source=source)["help_asked"].value is True


@pytest.mark.parametrize("source", [None, "patrol", "ship", "centre"])
def test_nobody_else_is_taken_to_ask_for_help_or_not_to(source: str | None) -> None:
    assert known(source=source)["help_asked"].value is None


def test_a_range_of_people_stays_a_range_and_people_in_the_water_are_not_aboard() -> None:
    assert known(persons="40-60")["persons_aboard"].value == (40.0, 60.0)
    assert known(persons="40-60", state="in_water")["persons_aboard"].value is None


def test_time_in_the_water_runs_from_both_ends_of_the_entry() -> None:
    entry = "2025-12-01T08:00Z/2025-12-01T09:30Z"
    assert known(entered_water=entry)["time_in_water"].value == (0.5, 2.0)
    assert known(entered_water="2025-12-01T11:00Z")["time_in_water"].value is None


def test_who_entered_the_water_is_in_it_unless_that_was_yet_to_come() -> None:
    entered = {"entered_water": "2025-12-01T09:00Z"}
    assert known(**entered)["persons_in_water"].value is True
    assert known(**entered, facts={"persons_in_water": "no"})["persons_in_water"].value is True
    assert known(entered_water="2025-11-01T09:00Z")["persons_in_water"].value is True
    assert known(entered_water="2025-12-01T11:00Z")["persons_in_water"].value is None


def test_an_entry_with_the_later_time_first_is_refused() -> None:
    with pytest.raises(TimeError, match="later time first"):
        understand(report(entered_water="2025-12-01T09:00Z/2025-12-01T08:00Z"))


def test_what_reassures_counts_as_known_for_half_an_hour_and_what_alarms_does_not_age() -> None:
    old = "2025-12-01T09:00Z"
    said = {
        "rescue_unit_standing_by": FactGiven(value=True, by="unit", at=old),
        "engine_stopped": FactGiven(value=True, by="drone", at=old),
        "taking_water": FactGiven(value=False, by="drone", at=old),
        "persons_in_water": FactGiven(value=False, by="drone", at="2025-12-01T09:45Z"),
    }
    found = known(facts=said)
    assert found["rescue_unit_standing_by"].value is None
    assert found["taking_water"].value is None
    assert found["engine_stopped"].value is True
    assert found["persons_in_water"].value is False
    assert stale(understand(report(facts=said))) == ["rescue_unit_standing_by", "taking_water"]


def test_a_fact_of_later_than_the_report_is_refused() -> None:
    later = FactGiven(value=True, by="drone", at="2025-12-01T11:30Z")
    with pytest.raises(TimeError, match="more than an hour after"):
        facts_said(report(facts={"engine_stopped": later}))


def test_a_drift_that_somebody_observed_is_no_running_engine() -> None:
    assert known(under_way="290 2 kn")["engine_stopped"].value is None
    assert known(under_way="290 2 kn", state="under_way")["engine_stopped"].value is False

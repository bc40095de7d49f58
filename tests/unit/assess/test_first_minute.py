"""The first minute: both centres told, phases compared, reminders due; nothing is ever closed."""

import pytest

from estran.assess.coordination import coordinator_sentence
from estran.assess.first_minute import first_minute, phase_indicated, phase_mismatch
from estran.assess.report import Report
from estran.assess.situation import understand
from estran.errors import TimeError
from estran.sources.assumptions import AssumptionBook


def minute(*, indicated="distress", language="en", **fields):
    plain = {"at": "2025-12-01T10:00Z", "position": "51-02.0N 002-05.0E", **fields}
    situation = understand(Report(**plain))
    return first_minute(
        situation,
        indicated=indicated,
        sentence=coordinator_sentence(coordinator=None, told={}),
        assets=[],
        book=AssumptionBook(),
        language=language,
    )


@pytest.mark.parametrize(
    ("distress", "in_water", "indicated"),
    [
        ("met", "not_met", "distress"),
        ("unknown", "met", "distress"),
        ("unknown", "not_met", "distress_not_excluded"),
        ("not_met", "unknown", "distress_not_excluded"),
        ("not_met", "not_met", "not_indicated"),
    ],
)
def test_the_facts_indicate_a_phase(distress, in_water, indicated) -> None:
    assert phase_indicated(distress=distress, persons_in_water=in_water) == indicated


def test_phases_that_differ_or_lie_below_the_facts_are_a_mismatch() -> None:
    assert phase_mismatch(phases=["alert", "distress"], indicated="not_indicated")
    assert phase_mismatch(phases=["alert"], indicated="distress")
    assert not phase_mismatch(phases=["distress", "distress"], indicated="distress")
    assert not phase_mismatch(phases=[], indicated="distress")


def test_a_centre_that_was_not_told_is_told_now_before_all_else() -> None:
    found = minute(told={"Dover": "2025-12-01T09:58Z"})
    assert found.actions[0].action == "tell"
    assert "Gris-Nez" in found.actions[0].text
    assert found.actions[0].due == "2025-12-01T10:00Z"


def test_a_centre_that_has_not_acknowledged_is_called_again_in_five_minutes() -> None:
    told = {"Dover": "2025-12-01T09:58Z", "Gris-Nez": "2025-12-01T09:59Z"}
    found = minute(told=told, acknowledged={"Dover": "2025-12-01T10:00Z"})
    again = [one for one in found.actions if one.action == "acknowledge"]
    assert [(one.due, "Gris-Nez" in one.text) for one in again] == [("2025-12-01T10:04Z", True)]


def test_a_mayday_relay_is_due_where_distress_is_not_excluded_and_none_was_sent() -> None:
    def due(**fields):
        return "mayday" in [one.action for one in minute(**fields).actions]

    assert due()
    assert due(mayday_relay="no")
    assert due(indicated="distress_not_excluded")
    assert not due(mayday_relay="2025-12-01T10:01Z")
    assert not due(indicated="not_indicated")
    assert minute(mayday_relay="2025-12-01T10:01Z").mayday_relay_at == "2025-12-01T10:01Z"


def test_every_centre_that_was_named_has_its_row() -> None:
    found = minute(phases={"Oostende": "alert"}, coordinator="Dover")
    assert [one.centre for one in found.centres] == ["Gris-Nez", "Dover", "Oostende"]
    assert found.until == ["Gris-Nez"]
    assert found.phase_mismatch


def test_a_reminder_never_closes_anything() -> None:
    for language in ("en", "fr"):
        text = " ".join(one.text for one in minute(language=language).actions).lower()
        for word in ("close", "clôtur", "clore", "stop", "arrêter", "end the"):
            assert word not in text


def test_a_centre_that_acknowledged_or_coordinates_knows_of_the_case() -> None:
    found = minute(coordinator="Dover", acknowledged={"Gris-Nez": "2025-12-01T10:00Z"})
    assert "tell" not in [one.action for one in found.actions]
    assert "acknowledge" not in [one.action for one in found.actions]


def test_an_acknowledgement_before_the_telling_is_refused() -> None:
    with pytest.raises(TimeError, match="before it was told"):
        minute(told={"Dover": "2025-12-01T10:00Z"}, acknowledged={"Dover": "2025-12-01T09:00Z"})

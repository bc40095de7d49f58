"""Bodies from what somebody typed: what is missing, unknown or of the wrong kind is named."""

from datetime import UTC, datetime

import pytest

from estran.casebook.bodies.cases import CaseSuspended
from estran.casebook.bodies.operations import RelaySent, SearchDone, TaskRequested
from estran.casebook.bodies.reports import ReportReceived
from estran.casebook.codec import from_plain, to_plain
from estran.errors import CasebookError, EstranError

REPORT = {"report": "R-0001", "channel": "call", "source": "caller", "centre": "Dover"}
SEARCH = {
    "search": "S-0001-1",
    "unit": "Helicopter",
    "searcher": "helicopter",
    "target": "person_in_water",
    "corners": ["51N 1E"],
    "start": "2022-12-14T03:00Z",
    "end": "2022-12-14T04:00Z",
}


@pytest.mark.parametrize(
    ("kind", "plain", "code", "field"),
    [
        (ReportReceived, {**REPORT, "nationality": "x"}, "record.field_unknown", "nationality"),
        (ReportReceived, {"report": "R-0001"}, "record.field_missing", "channel, source, centre"),
        (ReportReceived, {**REPORT, "channel": "pigeon"}, "record.field", "channel"),
        (ReportReceived, {**REPORT, "channel": ["call"]}, "record.field", "channel"),
        (ReportReceived, {**REPORT, "positions": "51N 1E"}, "record.field", "positions"),
        (ReportReceived, {**REPORT, "positions": [{}]}, "record.field_missing",
         "positions[0].said"),
        (ReportReceived, {**REPORT, "positions": ["x"]}, "record.field", "positions[0]"),
        (ReportReceived, {**REPORT, "fields": []}, "record.field", "fields"),
        (ReportReceived, {**REPORT, "fields": {"wind": 3}}, "record.field", "fields.wind"),
        (ReportReceived, {**REPORT, "persons": {"low": 1.5, "high": 2}}, "record.field",
         "persons.low"),
        (ReportReceived, {**REPORT, "persons": {"low": True, "high": 2}}, "record.field",
         "persons.low"),
        (ReportReceived, {**REPORT, "call_for_help": "no"}, "record.field", "call_for_help"),
        (SearchDone, {**SEARCH, "start": 5}, "record.field", "start"),
        (SearchDone, {**SEARCH, "spacing_nm": "wide"}, "record.field", "spacing_nm"),
        (SearchDone, {**SEARCH, "spacing_nm": True}, "record.field", "spacing_nm"),
        (SearchDone, {**SEARCH, "spacing_nm": float("nan")}, "record.field", "spacing_nm"),
        (SearchDone, {**SEARCH, "spacing_nm": 10**400}, "record.field", "spacing_nm"),
    ],
)  # fmt: skip
def test_a_body_that_is_not_one_is_refused_by_its_field(kind, plain, code, field):
    with pytest.raises(CasebookError) as caught:
        from_plain(kind, plain)
    assert caught.value.code == code
    assert caught.value.details["field"] == field


@pytest.mark.parametrize("plain", [None, [], "text", 3])
def test_what_is_no_set_of_fields_is_no_body(plain):
    with pytest.raises(CasebookError) as caught:
        from_plain(RelaySent, plain)
    assert caught.value.code == "record.field"


def test_a_time_without_a_zone_is_refused_in_whatever_form():
    rest = {"resume_if": ["a call"], "why": "fog"}
    for time in ("2022-12-14T05:00", datetime(2022, 12, 14, 5)):  # noqa: DTZ001
        with pytest.raises(EstranError) as caught:
            from_plain(CaseSuspended, {**rest, "review_at": time})
        assert caught.value.code == "time.zone_missing"


def test_a_number_travels_as_the_text_of_a_decimal_and_a_time_in_utc():
    relay = RelaySent(relay="Y-0001-1", radius_nm=0.1)
    assert to_plain(relay) == {"relay": "Y-0001-1", "radius_nm": "0.1"}
    rest = CaseSuspended(
        review_at=datetime(2022, 12, 14, 5, tzinfo=UTC), resume_if=("a call",), why="fog"
    )
    assert to_plain(rest)["review_at"] == "2022-12-14T05:00Z"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_not_written(value):
    with pytest.raises(CasebookError):
        to_plain(RelaySent(relay="Y-0001-1", radius_nm=value))


def test_unknown_stays_unknown():
    task = {"task": "T-0001-1", "unit": "Lifeboat", "medium": "surface", "purpose": "rescue"}
    assert from_plain(TaskRequested, {**task, "capacity": None}).capacity is None
    assert from_plain(TaskRequested, task).trained == "unknown"

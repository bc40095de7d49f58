"""The public ledger: delayed, coarse, each count with its source, and nobody to be found in it."""

import csv
import io
import json
from datetime import timedelta

import pytest

from estran.casebook.bodies import cases
from estran.errors import InputError
from estran.exchange.ledger import LedgerRow, ledger_csv, ledger_json, ledger_rows
from tests.support.casebooks import CASE, book_of, drafted, minutes, night

DAY = 24 * 60


def in_case(body, after, role="watch_officer"):
    return drafted(body, at=minutes(after), case=CASE, role=role)


def over(*, watermark="", counts=(), ended=200):
    said = counts or (
        cases.OutcomeCounted(source="MAIB", alive=40, dead=4, missing=3),
        cases.OutcomeCounted(source="associations", dead=5, near_miss="two revived"),
    )
    return book_of(
        *night(watermark=watermark),
        *(in_case(one, 150) for one in said),
        in_case(cases.CaseEnded(why="ordered"), ended, role="supervisor"),
    )


LATER = minutes(31 * DAY)


def test_counts_of_each_source_stand_side_by_side():
    one, other = ledger_rows(over(), now=LATER)
    assert (one.source, one.alive, one.dead, one.missing, one.near_miss) == (
        "MAIB",
        40,
        4,
        3,
        False,
    )
    assert (other.source, other.alive, other.dead, other.near_miss) == (
        "associations",
        None,
        5,
        True,
    )
    assert one.group == other.group == 1


def test_time_is_a_month_and_place_a_cell():
    one, _ = ledger_rows(over(), now=LATER)
    assert one.month == "2022-12"
    assert one.sector == "lat 50.5 to 51.0, lon 1 to 2 or lat 51.0 to 51.5, lon 1 to 2"


def test_nothing_is_published_before_thirty_days_and_nothing_that_is_open():
    assert ledger_rows(over(), now=minutes(200 + 30 * DAY - 1)) == ()
    assert len(ledger_rows(over(), now=minutes(200 + 30 * DAY))) == 2
    still_open = book_of(*night(), in_case(cases.OutcomeCounted(source="x", dead=1), 150))
    assert ledger_rows(still_open, now=LATER) == ()


def test_a_case_that_was_reopened_is_not_over():
    again = in_case(cases.CaseReopened(why="new report"), 300)
    ended = in_case(cases.CaseEnded(why="ordered"), 200, role="supervisor")
    counted = in_case(cases.OutcomeCounted(source="x", dead=1), 150)
    assert ledger_rows(book_of(*night(), counted, ended, again), now=LATER) == ()


@pytest.mark.parametrize("watermark", ["EXERCISE", "REPLAY 2022-12-14"])
def test_exercises_and_replays_are_left_out(watermark):
    assert ledger_rows(over(watermark=watermark), now=LATER) == ()


def test_a_shorter_delay_is_refused():
    with pytest.raises(InputError) as refused:
        ledger_rows(over(), now=LATER, delay=timedelta(days=29))
    assert refused.value.code == "ledger.delay"


def test_nobody_is_named_and_no_case_can_be_found():
    said = (cases.OutcomeCounted(source="Mr Smith, +44 7700 900123", dead=1, near_miss="his son"),)
    rows = ledger_rows(over(counts=said), now=LATER)
    text = ledger_csv(rows) + ledger_json(rows, now=LATER)
    assert rows[0].source == "withheld"
    for private in ("Smith", "7700", "son", CASE, "B-0001", "R-0001", "50-59", "Charlie", "Dover"):
        assert private not in text.replace("json", "")


def test_as_csv_an_unknown_count_is_an_empty_cell():
    read = list(csv.DictReader(io.StringIO(ledger_csv(ledger_rows(over(), now=LATER)))))
    assert list(read[0]) == list(LedgerRow.__slots__)
    assert read[1]["alive"] == ""
    assert read[1]["near_miss"] == "yes"


def test_a_cell_is_never_a_formula():
    said = (cases.OutcomeCounted(source="=1+1", dead=1),)
    (row,) = csv.DictReader(io.StringIO(ledger_csv(ledger_rows(over(counts=said), now=LATER))))
    assert row["source"] == "'=1+1"


def test_as_json_it_says_what_it_is():
    read = json.loads(ledger_json(ledger_rows(over(), now=LATER), now=LATER))
    assert (read["format"], read["delayed_by_days"], len(read["rows"])) == (
        "estran-ledger-1",
        30,
        2,
    )

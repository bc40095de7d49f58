"""Fields as they are typed, `name=value`: read by the form of their kind, left as text if not."""

from __future__ import annotations

from typing import Any

import pytest

from estran.errors import CasebookError
from estran.room.enter import enter
from estran.room.entries import ENTRIES
from estran.room.typed_fields import form_rows, typed_fields
from tests.support.desks import DOVER, case_of, desk_at


@pytest.mark.parametrize(
    ("kind", "pairs", "fields"),
    [
        ("relay.sent", ["near=Arcturus, Nimrod"], {"near": ["Arcturus", "Nimrod"]}),
        ("relay.sent", ["near=Arcturus", "near=Nim, rod"], {"near": ["Arcturus", "Nim, rod"]}),
        (
            "relay.sent",
            ['near=["a", "b"]', "radius-nm=10"],
            {"near": ["a", "b"], "radius_nm": "10"},
        ),
        ("task.requested", ["capacity=40", "unit=a=b"], {"capacity": 40, "unit": "a=b"}),
        ("task.requested", ["capacity=many"], {"capacity": "many"}),
        ("safety.named", ["provisional=oui"], {"provisional": True}),
        ("safety.named", ["provisional=maybe"], {"provisional": "maybe"}),
        (
            "recovery.reported",
            ["positions=51.05 N 2.03 E", "alive=3"],
            {"positions": [{"said": "51.05 N 2.03 E"}], "alive": 3},
        ),
        (
            "recovery.reported",
            ['positions={"said": "51.05 N 2.03 E", "accuracy_m": "50"}'],
            {"positions": [{"said": "51.05 N 2.03 E", "accuracy_m": "50"}]},
        ),
        ("decision.taken", ['force={"means": "net"}'], {"force": {"means": "net"}}),
        ("note.added", ["wrong=x"], {"wrong": "x"}),
    ],
)
def test_a_field_is_read_by_its_form(kind: str, pairs: list[str], fields: dict[str, Any]) -> None:
    assert typed_fields(kind, pairs) == fields


@pytest.mark.parametrize(
    ("kind", "pairs", "code"),
    [
        ("note.added", ["they cry"], "enter.pair"),
        ("note.added", ["=x"], "enter.pair"),
        ("note.added", ["text=a", "text=b"], "enter.twice"),
        ("decision.taken", ["force=burnt"], "enter.json"),
        ("relay.sent", ["near=[1"], "enter.json"),
        ("case.opened", [], "enter.kind"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: str, pairs: list[str], code: str) -> None:
    with pytest.raises(CasebookError) as refusal:
        typed_fields(kind, pairs)
    assert refusal.value.code == code


def test_the_record_says_what_is_wrong_with_a_value_that_was_left_as_text() -> None:
    desk, _ = desk_at()
    _, case, _ = case_of(desk)
    fields = typed_fields("task.requested", ["unit=x", "medium=sea", "purpose=y", "capacity=many"])
    with pytest.raises(CasebookError, match="medium"):
        enter(desk, DOVER, "task.requested", fields, case=case)


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_kind_has_a_form_without_what_the_room_fills_in(kind: str) -> None:
    rows = {row.name: row for row in form_rows(kind)}
    assert not {*ENTRIES[kind].derived, ENTRIES[kind].numbered} & set(rows)
    assert all((row.type == "choice") <= bool(row.choices) for row in rows.values())

"""The table of roles: what is not in it is denied, and what each role must never do."""

from typing import get_args

import pytest

from estran.casebook.event import Role
from estran.errors import NotAllowedError, NotSignedInError
from estran.room.principal import NOBODY, OPERATOR, Principal
from estran.room.roles import ACCOUNT_ROLES, ALLOWED, ROLES, Action, may, may_see, require

ENTER = {"read_health", "read_description", "read_public", "sign_in", "accept_invitation"}
OWN = {"sign_out", "read_self", "read_reference"}


def mine(role: Role) -> set[str]:
    return {action for action in ALLOWED if may(role, action)}


def test_every_action_stands_in_the_table_and_names_known_roles() -> None:
    assert set(ALLOWED) == set(get_args(Action))
    for action, roles in ALLOWED.items():
        assert roles, action
        assert roles <= set(ROLES), action


def test_what_the_table_does_not_hold_nobody_may() -> None:
    for role in ROLES:
        assert not may(role, "launch_missiles")  # type: ignore[arg-type]
        with pytest.raises(NotAllowedError):
            require(role, "launch_missiles")  # type: ignore[arg-type]


def test_who_has_not_logged_in_reads_what_is_public_and_nothing_else() -> None:
    assert mine("public") == ENTER


def test_enforcement_enters_nothing_but_decisions() -> None:
    assert mine("enforcement") == ENTER | OWN | {"read_case", "decide"}


def test_a_volunteer_takes_in_and_reads_receipts() -> None:
    assert mine("volunteer") == ENTER | OWN | {"take_in", "read_receipt"}


def test_an_analyst_reads_aggregates_and_closed_cases_without_what_is_sealed() -> None:
    assert mine("analyst") == ENTER | OWN | {"read_closed_case", "read_aggregates"}


def test_the_program_hears_and_computes_and_never_decides() -> None:
    assert mine("system") == {"take_in", "tell_centre", "assess", "erase", "sign"}


def test_a_supervisor_may_what_a_watch_officer_may() -> None:
    assert mine("watch_officer") < mine("supervisor")
    own = mine("supervisor") - mine("watch_officer")
    assert {"end_by_supervisor", "erase", "hold", "administer_accounts"} <= own


def test_the_other_side_countersigns_and_takes_cases_on() -> None:
    partner = mine("partner_centre")
    assert {"accept_hand_over", "acknowledge", "countersign", "read_case", "take_in"} <= partner
    assert not partner & {"administer_accounts", "erase", "hold", "end_by_supervisor", "sign"}
    assert not may("supervisor", "countersign")


def test_no_account_is_the_program_or_the_public() -> None:
    assert set(ROLES) - set(ACCOUNT_ROLES) == {"system", "public"}


def test_enforcement_never_knows_of_a_case_that_a_call_for_help_opened() -> None:
    assert not may_see("enforcement", called_for_help=True)
    assert may_see("enforcement", called_for_help=False)
    for role in ("watch_officer", "supervisor", "partner_centre", "analyst"):
        assert may_see(role, called_for_help=True)
    for role in ("volunteer", "public", "system"):
        assert not may_see(role, called_for_help=False)  # type: ignore[arg-type]


def test_a_refusal_names_the_roles_that_may() -> None:
    with pytest.raises(NotAllowedError, match=r"volunteer.*end_by_supervisor.*supervisor") as no:
        require("volunteer", "end_by_supervisor")
    assert no.value.details["roles"] == ("supervisor",)


def test_one_person_acts_in_the_least_role_that_suffices() -> None:
    both = Principal(roles=("watch_officer", "supervisor"), centre="Dover", account="local")
    assert both.acting("take_in").role == "watch_officer"
    assert both.acting("end_by_supervisor").role == "supervisor"
    assert both.acting("take_in").centre == "Dover"
    with pytest.raises(NotAllowedError):
        both.acting("countersign")


def test_a_key_is_for_its_actions_only() -> None:
    key = Principal(roles=("watch_officer",), account="a1", scopes=frozenset({"take_in"}))
    assert key.acting("take_in").account == "a1"
    with pytest.raises(NotAllowedError, match="take_in") as no:
        key.acting("read_case")
    assert no.value.code == "key.scope"


def test_a_scope_gives_no_right_that_the_role_lacks() -> None:
    key = Principal(roles=("volunteer",), scopes=frozenset({"read_case"}))
    with pytest.raises(NotAllowedError) as no:
        key.acting("read_case")
    assert no.value.code == "role.not_allowed"


def test_nobody_in_particular_is_asked_to_log_in() -> None:
    assert NOBODY.acting("sign_in").role == "public"
    with pytest.raises(NotSignedInError):
        NOBODY.acting("take_in")
    assert OPERATOR.acting("administer_accounts").account == "operator"

"""What each role may do: one table, and what stands in no row is denied.

A guard-rail: enforcement sees no case that a call for help opened, and enters nothing but
decisions. Who has which role is not known here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from estran.casebook.event import Role
from estran.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Mapping

Action = Literal[
    "read_health",
    "read_description",
    "read_public",
    "sign_in",
    "accept_invitation",
    "sign_out",
    "read_self",
    "read_reference",
    "take_in",
    "read_receipt",
    "read_queue",
    "read_case",
    "read_sealed",
    "read_closed_case",
    "read_aggregates",
    "link",
    "run_case",
    "tell_centre",
    "acknowledge",
    "hand_over",
    "accept_hand_over",
    "relieve_watch",
    "task",
    "search",
    "assess",
    "decide",
    "write_message",
    "close",
    "suspend",
    "reopen",
    "end_by_supervisor",
    "erase",
    "hold",
    "export",
    "disclose",
    "verify",
    "sign",
    "countersign",
    "read_record",
    "read_consultations",
    "administer_accounts",
]
"""Everything that somebody may want to do; a route and a use case name one each."""

_WATCH: tuple[Role, ...] = ("watch_officer", "supervisor")
_BOTH_SIDES: tuple[Role, ...] = (*_WATCH, "partner_centre")
_ACCOUNTS: tuple[Role, ...] = (*_BOTH_SIDES, "volunteer", "enforcement", "analyst")
_EVERYBODY: tuple[Role, ...] = (*_ACCOUNTS, "public")

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        # without log-in
        "read_health": frozenset(_EVERYBODY),
        "read_description": frozenset(_EVERYBODY),
        "read_public": frozenset(_EVERYBODY),
        "sign_in": frozenset(_EVERYBODY),
        "accept_invitation": frozenset(_EVERYBODY),
        # whoever has an account
        "sign_out": frozenset(_ACCOUNTS),
        "read_self": frozenset(_ACCOUNTS),
        "read_reference": frozenset(_ACCOUNTS),
        # reports
        "take_in": frozenset({*_BOTH_SIDES, "volunteer", "system"}),
        "read_receipt": frozenset({*_BOTH_SIDES, "volunteer"}),
        # what is known
        "read_queue": frozenset(_BOTH_SIDES),
        "read_case": frozenset({*_BOTH_SIDES, "enforcement"}),
        "read_sealed": frozenset(_BOTH_SIDES),
        "read_closed_case": frozenset({*_BOTH_SIDES, "analyst"}),
        "read_aggregates": frozenset({*_BOTH_SIDES, "analyst"}),
        # a case
        "link": frozenset(_BOTH_SIDES),
        "run_case": frozenset(_BOTH_SIDES),
        "tell_centre": frozenset({*_BOTH_SIDES, "system"}),
        "acknowledge": frozenset(_BOTH_SIDES),
        "hand_over": frozenset(_BOTH_SIDES),
        "accept_hand_over": frozenset(_BOTH_SIDES),
        "relieve_watch": frozenset(_BOTH_SIDES),
        "task": frozenset(_BOTH_SIDES),
        "search": frozenset(_BOTH_SIDES),
        "assess": frozenset({*_BOTH_SIDES, "system"}),
        "decide": frozenset({*_BOTH_SIDES, "enforcement"}),
        "write_message": frozenset(_BOTH_SIDES),
        "close": frozenset(_BOTH_SIDES),
        "suspend": frozenset(_BOTH_SIDES),
        "reopen": frozenset(_BOTH_SIDES),
        "end_by_supervisor": frozenset({"supervisor"}),
        # the record
        "erase": frozenset({"supervisor", "system"}),
        "hold": frozenset({"supervisor"}),
        "export": frozenset({"supervisor"}),
        "disclose": frozenset({"supervisor"}),
        "verify": frozenset(_BOTH_SIDES),
        "sign": frozenset({"supervisor", "system"}),
        "countersign": frozenset({"partner_centre"}),
        "read_record": frozenset({"supervisor", "partner_centre"}),
        "read_consultations": frozenset({"supervisor"}),
        "administer_accounts": frozenset({"supervisor"}),
    }
)
"""Who may do what. `public` is whoever has not logged in."""

ROLES: tuple[Role, ...] = get_args(Role)
ACCOUNT_ROLES: tuple[Role, ...] = _ACCOUNTS
"""Roles that an account may have: not `public`, which needs none, and not `system`."""

CENTRE_ROLES: tuple[Role, ...] = _BOTH_SIDES
"""Roles that stand at a centre; the others may belong to none."""


def may(role: Role, action: Action) -> bool:
    """Say whether a role may do something; what the table does not hold nobody may.

    Parameters
    ----------
    role : str
        One of `Role`.
    action : str
        One of `Action`.
    """
    return role in ALLOWED.get(action, frozenset())


def require(role: Role, action: Action) -> None:
    """Refuse what a role may not do.

    Raises
    ------
    NotAllowedError
        Naming the roles that may.
    """
    if may(role, action):
        return
    roles = tuple(one for one in ROLES if may(one, action))
    raise NotAllowedError(
        "role.not_allowed",
        f"The role {role} may not do this ({action}). Those who may: {', '.join(roles)}.",
        role=role,
        action=action,
        roles=roles,
    )


def may_see(role: Role, *, called_for_help: bool) -> bool:
    """Say whether a role may know of a case at all.

    Whoever calls for help, or passes a call on, must be able to trust that it serves rescue only.

    Parameters
    ----------
    role : str
        One of `Role`.
    called_for_help : bool
        Whether any report of the case came from people in need or on their behalf; where this is
        not known it is True.
    """
    if role == "enforcement":
        return not called_for_help
    return any(may(role, one) for one in ("read_case", "read_closed_case"))

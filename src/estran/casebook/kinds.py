"""Every kind of event, by its name. A test fails on a body that is missing here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from estran.casebook.bodies import boats, cases, keeping, operations, reports
from estran.errors import CasebookError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

Body = Any
"""An instance of a class of `KINDS`."""


def _kinds(*modules: ModuleType) -> Mapping[str, type]:
    found = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return MappingProxyType({vars(one)["kind"]: one for one in found if "kind" in vars(one)})


KINDS = _kinds(reports, boats, cases, operations, keeping)


def body_class(kind: str) -> type:
    """Return the class of a kind's body.

    Raises
    ------
    CasebookError
        Where no such kind is known: a record of a newer version, or a slip.
    """
    try:
        return KINDS[kind]
    except KeyError:
        raise CasebookError(
            "record.kind_unknown",
            f"There is no kind of event {kind!r} in this version. Update Estran to read this "
            "record.",
            kind=kind,
        ) from None

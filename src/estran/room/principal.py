"""Who asks: the roles, the centre and the account behind a request. How they proved it is not here.

Nobody in particular is the role `public`.
"""

from __future__ import annotations

from dataclasses import dataclass

from estran.casebook.event import Author, Role
from estran.errors import NotAllowedError, NotSignedInError
from estran.room.roles import Action, may, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody who asks for something.

    Attributes
    ----------
    roles : tuple of str
        Those that may be taken on, the least first; an account has one, a person who runs Estran
        alone has watch officer and supervisor.
    centre : str
        Where they stand; empty for nowhere.
    account : str
        Opaque, such as ``a7``; empty for nobody in particular.
    scopes : frozenset of str or None
        Where they came with a key: the actions that the key is for. None for a person.
    """

    roles: tuple[Role, ...]
    centre: str = ""
    account: str = ""
    scopes: frozenset[str] | None = None

    def acting(self, action: Action) -> Author:
        """Return who acts, in the least role that suffices.

        Raises
        ------
        NotSignedInError
            Where nobody in particular asks and an account is needed.
        NotAllowedError
            Where no role of theirs may do it, or their key is for something else.
        """
        fitting = [role for role in self.roles if may(role, action)]
        if not fitting:
            self._refuse(action)
        if self.scopes is not None and action not in self.scopes:
            raise NotAllowedError(
                "key.scope",
                f"This API key is not for {action}. It is for: {', '.join(sorted(self.scopes))}.",
                action=action,
                scopes=tuple(sorted(self.scopes)),
            )
        return Author(role=fitting[0], centre=self.centre, account=self.account)

    def _refuse(self, action: Action) -> None:
        if self is NOBODY or self.roles == NOBODY.roles:
            raise NotSignedInError(
                "session.missing",
                f"Nobody is logged in, and this needs an account ({action}). Log in first.",
                action=action,
            )
        require(self.roles[-1], action)


NOBODY = Principal(roles=("public",))
"""Whoever has not logged in."""

OPERATOR = Principal(roles=("supervisor",), account="operator")
"""Whoever has the machine in hand: the command line. Stands at no centre, and is bound to none."""

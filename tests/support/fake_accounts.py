"""Accounts in memory, with passwords in clear, for tests only; they keep to the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.room.accounts import Account, ApiKey, Invitation, Session

if TYPE_CHECKING:
    from datetime import datetime


class FakeAccounts:
    """Accounts that are gone with the test."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._passwords: dict[str, str] = {}
        self._sessions: dict[str, Session] = {}
        self._keys: dict[str, ApiKey] = {}
        self._invitations: dict[str, Invitation] = {}

    def invite(self, invitation: Invitation) -> None:
        self._forget_invitations(invitation.login)
        self._invitations[invitation.digest] = invitation

    def invitation(self, digest: str) -> Invitation | None:
        return self._invitations.get(digest)

    def admit(self, invitation: Invitation, *, password: str, now: datetime) -> Account | None:
        if self._invitations.pop(invitation.digest, None) is None:
            return None
        account = self.account_of(invitation.login) or Account(
            id=f"a{len(self._accounts) + 1}",
            login=invitation.login,
            role=invitation.role,
            centre=invitation.centre,
            created=now,
        )
        self._accounts[account.id] = replace(account, disabled=False)
        self._passwords[account.id] = password
        self._end_sessions(account.id)
        return self._accounts[account.id]

    def verified(self, login: str, password: str) -> Account | None:
        account = self.account_of(login)
        right = account and self._passwords[account.id] == password and not account.disabled
        return account if right else None

    def account(self, account_id: str) -> Account | None:
        return self._accounts.get(account_id)

    def account_of(self, login: str) -> Account | None:
        return next((one for one in self._accounts.values() if one.login == login), None)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self._accounts.values())

    def disable(self, account_id: str) -> None:
        if account_id not in self._accounts:
            return
        account = self._accounts[account_id] = replace(self._accounts[account_id], disabled=True)
        self._end_sessions(account_id)
        self._forget_invitations(account.login)
        for key in self._keys.values():
            if key.account == account_id:
                self.revoke_key(key.id)

    def open_session(self, session: Session) -> None:
        self._sessions[session.digest] = session

    def session(self, digest: str) -> Session | None:
        return self._sessions.get(digest)

    def touch_session(self, digest: str, *, seen: datetime) -> None:
        if digest in self._sessions:
            self._sessions[digest] = replace(self._sessions[digest], seen=seen)

    def end_session(self, digest: str) -> None:
        self._sessions.pop(digest, None)

    def add_key(self, key: ApiKey) -> ApiKey:
        kept = replace(key, id=f"k{len(self._keys) + 1}")
        self._keys[kept.id] = kept
        return kept

    def key(self, digest: str) -> ApiKey | None:
        return next((one for one in self._keys.values() if one.digest == digest), None)

    def api_keys(self) -> tuple[ApiKey, ...]:
        return tuple(self._keys.values())

    def revoke_key(self, key_id: str) -> None:
        if key_id in self._keys:
            self._keys[key_id] = replace(self._keys[key_id], revoked=True)

    def sweep(self, now: datetime) -> None:
        self._sessions = {k: one for k, one in self._sessions.items() if one.expires > now}
        self._invitations = {k: one for k, one in self._invitations.items() if one.expires > now}

    def close(self) -> None:
        pass

    def _end_sessions(self, account_id: str) -> None:
        self._sessions = {k: one for k, one in self._sessions.items() if one.account != account_id}

    def _forget_invitations(self, login: str) -> None:
        self._invitations = {k: one for k, one in self._invitations.items() if one.login != login}

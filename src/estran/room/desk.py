"""The desk of a watch: the one way in which anything is written into the record, or read from it.

A command looks at the state, says what happened, and that is admitted, chained and stored, whole or
not at all; where somebody else wrote meanwhile, it looks again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING

from estran.casebook.admission import admit
from estran.casebook.book import Book
from estran.casebook.canonical import canonical, commitment, sha256
from estran.casebook.chain import Head, chained, genesis
from estran.casebook.codec import to_plain
from estran.casebook.event import Author, Draft
from estran.casebook.fold import add, fold
from estran.casebook.store import Batch, Sealed
from estran.errors import StaleError
from estran.room.sea import EmbeddedSea

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from estran.casebook.event import Entry
    from estran.casebook.kinds import Body
    from estran.casebook.limits import Limits
    from estran.casebook.store import Artifact, EventStore
    from estran.casebook.vault import Signer, Vault
    from estran.room.clock import Clock
    from estran.room.sea import KeptFields
    from estran.room.tokens import Tokens

TRIES = 50
"""How often a command looks again where others write at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What a desk stands on.

    Attributes
    ----------
    store : EventStore
        The record.
    vault : Vault
        Keys of what may be erased.
    signer : Signer
        Signs for this centre.
    clock : Clock
        Of the room.
    tokens : Tokens
        Source of nonces and ids.
    sea : KeptFields
        Offers fetched and added fields of the sea; the embedded sea alone unless said.
    """

    store: EventStore
    vault: Vault
    signer: Signer
    clock: Clock
    tokens: Tokens
    sea: KeptFields = field(default_factory=EmbeddedSea)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that a command says has happened: its body, when, in which case, by whom."""

    body: Body
    case: str = ""
    at: datetime | None = None
    by: Author | None = None


@dataclass(slots=True, kw_only=True)
class Composed:
    """All that a command writes: what happened, private texts, large things, and its result."""

    happenings: list[Happening] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """How a client may send a command twice without its being done twice: a key of its own."""

    key: str
    request: str

    @staticmethod
    def of(key: str | None, request: object) -> Repeat | None:
        """Return the repeat of a request under a client's key; None where there is no key."""
        if key is None:
            return None
        return Repeat(key=key, request=sha256(canonical({"request": to_plain(request)})))


class Desk:
    """The state in memory, kept level with the store.

    Parameters
    ----------
    ports : Ports
        What it stands on.
    limits : Limits
        What counts as late, as contradicted, as searched.

    Attributes
    ----------
    ais_heard : datetime or None
        When AIS gave something last, or was begun to be followed; None where nobody follows it.
    """

    def __init__(self, ports: Ports, *, limits: Limits) -> None:
        self.ports = ports
        self.ais_heard: datetime | None = None
        self.limits = limits
        self._book = Book()
        self._head = genesis(ports.store.identity())
        self._lock = RLock()
        self._heard: tuple[Callable[[], None], ...] = ()

    def take_sea(self, sea: KeptFields) -> None:
        """Let forecasts use the kept fields that somebody offers, from now on."""
        self.ports = replace(self.ports, sea=sea)

    @property
    def watermark(self) -> str:
        """What stands on everything that leaves this casebook, or nothing."""
        return self.ports.store.identity().watermark

    def now(self) -> datetime:
        """Return this instant, by the clock of the room."""
        return self.ports.clock.now()

    def book(self) -> Book:
        """Return the state, level with the store. Nobody changes it: what follows is a copy."""
        with self._lock:
            head = self.ports.store.head()
            if head.seq != self._head.seq:
                # not a step further than the head: somebody may write while this reads
                new = self.ports.store.read(after=self._book.seq, until=head.seq)
                self._book = fold(new, self._book.fork())
                self._head = head
            return self._book

    def write(
        self,
        by: Author,
        compose: Callable[[Book, Composed], None],
        *,
        repeat: Repeat | None = None,
    ) -> tuple[Entry, ...]:
        """Do a command, and return the entries that it wrote.

        Parameters
        ----------
        by : Author
            Who commands.
        compose : callable
            Takes the state and a `Composed` to fill; called again where somebody wrote meanwhile.
        repeat : Repeat or None
            A command that was done before under its key is not done again.

        Raises
        ------
        CasebookError
            Where something does not fit; nothing has been changed.
        StoreError
            Where it could not be stored; nothing has been changed.
        """
        done = self.done(by, repeat)
        if done is not None:
            return done
        if repeat is not None:
            repeat = replace(repeat, key=_own_key(by, repeat))
        for _ in range(TRIES):
            try:
                entries = self._once(by, compose, repeat)
            except StaleError:
                continue
            for ring in self._heard:
                ring()
            return entries
        raise StaleError("record.busy", "Too many others write at the same time. Try again.")

    def listen(self, ring: Callable[[], None]) -> Callable[[], None]:
        """Have something called after each command of this desk; return what ends that.

        It is called by whoever wrote, so it is quick and raises nothing. What others write into
        the same record is not heard: look now and then all the same.
        """
        with self._lock:
            self._heard = (*self._heard, ring)

        def stop() -> None:
            with self._lock:
                self._heard = tuple(one for one in self._heard if one is not ring)

        return stop

    def done(self, by: Author, repeat: Repeat | None) -> tuple[Entry, ...] | None:
        """Return the entries that a command wrote when it was sent before; None where it was not.

        Raises
        ------
        RepeatError
            Where the client used its key for another command.
        """
        if repeat is None:
            return None
        return self.ports.store.repeated(_own_key(by, repeat), request=repeat.request)

    def _once(
        self,
        by: Author,
        compose: Callable[[Book, Composed], None],
        repeat: Repeat | None,
    ) -> tuple[Entry, ...]:
        with self._lock:
            book = self.book().fork()
            composed = Composed()
            compose(book, composed)
            drafts = self._admitted(book, by, composed.happenings)
            batch = Batch(
                drafts=tuple(drafts),
                after=self._book.seq,
                key=repeat.key if repeat else None,
                request=repeat.request if repeat else "",
                sealed=tuple(composed.sealed),
                artifacts=tuple(composed.artifacts),
            )
            entries = self.ports.store.append(batch)
            if entries and entries[0].seq == self._book.seq + 1:
                self._book = book
                self._head = Head(entries[-1].seq, entries[-1].hash)
            return entries

    def _admitted(self, book: Book, by: Author, said: Iterable[Happening]) -> list[Draft]:
        """Return the drafts, each admitted to the state that those before it leave behind."""
        drafts: list[Draft] = []
        head = self._head
        for one in said:
            draft = self._draft(one, by)
            admit(book, draft, limits=self.limits)
            (entry,) = chained([draft], head=head)
            head = Head(entry.seq, entry.hash)
            add(book, entry)
            drafts.append(draft)
        return drafts

    def _draft(self, one: Happening, by: Author) -> Draft:
        entered = self.now()
        return Draft(
            kind=one.body.kind,
            at=one.at or entered,
            entered=entered,
            by=one.by or by,
            case=one.case,
            nonce=sha256(self.ports.tokens.fresh().encode()),
            body=to_plain(one.body),
        )

    def sealed(self, text: str, *, key: str) -> Sealed:
        """Return a private text, sealed under a key of the vault, with what commits to it.

        The digest that a body holds is `digest_of_sealed`.
        """
        ident = f"x{sha256(self.ports.tokens.fresh().encode())[:24]}"
        nonce = sha256(self.ports.tokens.fresh().encode())
        plain = canonical({"nonce": nonce, "text": text})
        box = self.ports.vault.seal(key, plain, label=ident)
        return Sealed(id=ident, key=key, box=box)

    def commitment_to(self, sealed: Sealed) -> str:
        """Return H(nonce, text) of a sealed text that has just been made."""
        nonce, text = self.opened(sealed) or ("", "")
        return commitment(nonce=nonce, content=text.encode())

    def text_of(self, ident: str) -> str | None:
        """Return a sealed text; None where it was erased."""
        held = self.ports.store.sealed([ident]).get(ident)
        opened = self.opened(held) if held else None
        return opened[1] if opened else None

    def texts_of(self, idents: Iterable[str]) -> dict[str, str | None]:
        """Return sealed texts by id; None for those that were erased."""
        wanted = list(idents)
        held = self.ports.store.sealed(wanted)
        opened = {key: self.opened(one) for key, one in held.items()}
        return {key: (found[1] if (found := opened.get(key)) else None) for key in wanted}

    def opened(self, sealed: Sealed) -> tuple[str, str] | None:
        """Return nonce and text of a sealed part; None where its key has been destroyed."""
        plain = self.ports.vault.open(sealed.key, sealed.box, label=sealed.id)
        if plain is None:
            return None
        parts = json.loads(plain)
        return parts["nonce"], parts["text"]


def _own_key(by: Author, repeat: Repeat) -> str:
    """Return a client's key among those of its own account only."""
    return f"{by.centre}/{by.account}/{repeat.key}"

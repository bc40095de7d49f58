"""The record itself over HTTP: entries, checkpoints, verification, exports, erasure, who read."""

from http import HTTPStatus
from typing import Any

from fastapi import Response
from pydantic import Field

from estran.casebook.checkpoint import parse_note
from estran.casebook.store import Checkpoint
from estran.errors import CasebookError, ChainError
from estran.language.refusals import refusal_of
from estran.room.countersigning import keep_signatures
from estran.room.erasing import Keeping, sweep
from estran.room.exporting import (
    export,
    sign_checkpoint,
    verify,
)
from estran.room.following import record_page
from estran.room.views import consultations
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.forms import LARGEST_INT
from estran.server.looking import looking
from estran.server.route import Asked, Route

BUNDLE = {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}


class CheckpointShown(Body):
    """A signed statement of how long the record was and what its head was."""

    seq: int
    text: str
    signatures: list[str]


class Countersignature(Body):
    """A checkpoint as it came back: the text that was signed, and signature lines under it."""

    note: str = Field(max_length=20_000)


class Verified(Body):
    """Whether the chain is whole, up to which entry."""

    holds: bool
    seq: int | None
    head: str | None
    why: str = Field(description="Where it is broken, in words; empty where it is whole.")


class ExportWanted(Body):
    """What is handed out, and to whom and why: that is logged."""

    case: str = Field(default="", max_length=40, description="Empty: the whole record.")
    texts: bool = Field(default=False, description="Whether private texts go with it, readable.")
    why: str = Field(min_length=1, max_length=2000, examples=["to the inquiry, by its request"])


class Erased(Body):
    """What a sweep has erased."""

    texts: int
    nights: list[str]


def read_events(asked: Asking, after: int = 0) -> dict[str, Any]:
    """Return entries as they stand in the record, from a place on, 500 at most."""
    return record_page(looking(asked), after=min(max(after, 0), LARGEST_INT))


def read_checkpoints(asked: Asking) -> list[CheckpointShown]:
    """Return every checkpoint, oldest first."""
    return [_shown(one) for one in asked.ports.desk.ports.store.checkpoints()]


def post_checkpoint(asked: Asking) -> CheckpointShown:
    """Sign how long the record is and what its head is."""
    return _shown(sign_checkpoint(asked.ports.desk, asked.by))


def post_countersignature(asked: Asking, seq: int, given: Countersignature) -> CheckpointShown:
    """Keep another centre's signature under a checkpoint."""
    note, desk = parse_note(given.note), asked.ports.desk
    held = {one.text for one in desk.ports.store.checkpoints() if one.seq == seq}
    if note.seq != seq or not held:
        raise CasebookError(
            "checkpoint.none", f"There is no checkpoint of {seq} entries here.", seq=seq
        )
    keep_signatures(desk, asked.by, note)
    made = next(one for one in desk.ports.store.checkpoints() if one.seq == seq)
    return _shown(made)


def read_verification(asked: Asking) -> Verified:
    """Walk the whole chain, and say whether it is what was written."""
    try:
        head = verify(asked.ports.desk, asked.by)
    except ChainError as error:
        why = refusal_of(error, language=asked.language)
        return Verified(holds=False, seq=None, head=None, why=why)
    return Verified(holds=True, seq=head.seq, head=head.hash, why="")


def post_export(asked: Asking, given: ExportWanted) -> Response:
    """Hand out the record as a bundle that the other side can verify by itself."""
    desk = asked.ports.desk
    content = export(desk, asked.by, case=given.case, texts=given.texts, why=given.why)
    return Response(
        content,
        status_code=HTTPStatus.CREATED,
        media_type="application/zip",
        headers=_named(asked, given.case),
    )


def post_sweep(asked: Asking) -> Erased:
    """Erase what the time has come for, now; the room does it by itself every hour."""
    done = sweep(asked.ports.desk, asked.by, keeping=Keeping())
    return Erased(texts=done.texts, nights=list(done.nights))


def read_consultations(asked: Asking) -> list[dict[str, Any]]:
    """Return who read or handed out what, when and why."""
    return consultations(looking(asked))


def _named(asked: Asked, case: str) -> dict[str, str]:
    """Return the header with a file's name, which holds nothing that a client chose."""
    what = case if case in asked.ports.desk.book().cases else "record"
    return {"Content-Disposition": f'attachment; filename="estran-{what}.zip"'}


def _shown(checkpoint: Checkpoint) -> CheckpointShown:
    return CheckpointShown(
        seq=checkpoint.seq, text=checkpoint.text, signatures=list(checkpoint.signatures)
    )


ROUTES = (
    Route(
        method="GET",
        path="/api/events",
        action="read_record",
        operation="read_events",
        tag="record",
        summary="Entries as they stand in the record, from a place on",
        handler=read_events,
    ),
    Route(
        method="GET",
        path="/api/checkpoints",
        action="verify",
        operation="read_checkpoints",
        tag="record",
        summary="The checkpoints and their signatures",
        handler=read_checkpoints,
    ),
    Route(
        method="POST",
        path="/api/checkpoints",
        action="sign",
        operation="post_checkpoint",
        tag="record",
        summary="Sign how far the record goes",
        handler=post_checkpoint,
        status=201,
    ),
    Route(
        method="POST",
        path="/api/checkpoints/{seq}/countersignature",
        action="countersign",
        operation="post_countersignature",
        tag="record",
        summary="Keep the other centre's signature under a checkpoint",
        handler=post_countersignature,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/verification",
        action="verify",
        operation="read_verification",
        tag="record",
        summary="Whether the chain is whole",
        handler=read_verification,
    ),
    Route(
        method="POST",
        path="/api/exports",
        action="export",
        operation="post_export",
        tag="record",
        summary="The record as a bundle; that it was handed out is logged",
        handler=post_export,
        status=201,
        answers={201: BUNDLE},
    ),
    Route(
        method="POST",
        path="/api/sweeps",
        action="erase",
        operation="post_sweep",
        tag="record",
        summary="Erase now what the law says is to be erased by now",
        handler=post_sweep,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/consultations",
        action="read_consultations",
        operation="read_consultations",
        tag="record",
        summary="Who read or handed out what, when and why",
        handler=read_consultations,
    ),
)

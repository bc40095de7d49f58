"""The part of the answer about what was heard by AIS. Plain data; nothing is computed here.

It is there only where somebody gave AIS. The place of a vessel of the state is never in it, nor
that of a ship of which nobody has heard what she is.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from estran.assess.answer_words import Utc  # noqa: TC001 -- msgspec


class AisShip(Struct, frozen=True, kw_only=True):
    """What a ship said of herself by AIS; null where unknown.

    Of a vessel of the state, or of a ship whose type nobody has heard, all is null but her times.
    """

    mmsi: Annotated[str | None, Meta(description="Her number; null where her place is not given.")]
    ship_type: Annotated[str, Meta(description="As she gives it; unknown where she gave none.")]
    heard: Annotated[Utc, Meta(description="When her last position was heard.")]
    age_minutes: Annotated[float, Meta(description="From then until the time asked for.")]
    distance_nm: Annotated[
        float | None, Meta(description="From the reported position, carried ahead to that time.")
    ]
    bearing_deg: Annotated[float | None, Meta(description="From the reported position, true.")]
    error_m: Annotated[float | None, Meta(description="Radius about the place carried ahead.")]
    sent_speed_kn: Annotated[float | None, Meta(description="Over the ground, as she sent it.")]
    speed_low_kn: Annotated[
        float | None, Meta(description="Likely on the way: the least of the times.")
    ]
    speed_high_kn: Annotated[
        float | None, Meta(description="Likely on the way: the most of the times.")
    ]
    length_m: float | None


class AisAlarm(Struct, frozen=True, kw_only=True):
    """A device that calls for help by AIS, or says that it is tested."""

    device: Annotated[
        Literal["sart", "mob", "epirb", "ship"],
        Meta(description="Of a survival craft, a person overboard, a beacon; or a ship's own."),
    ]
    mmsi: str
    test: Annotated[bool, Meta(description="Whether all that was heard of it says TEST.")]
    position: Annotated[str | None, Meta(description="The last it sent; null where it sent none.")]
    first: Annotated[Utc | None, Meta(description="Null where nothing heard has a time.")]
    last: Utc | None
    messages: Annotated[int, Meta(description="How many were heard of it.")]
    text: str


class AisHeard(Struct, frozen=True, kw_only=True):
    """What AIS gave: alarms first, then how much was heard and what was left out."""

    alarms: list[AisAlarm]
    asked: Annotated[Utc, Meta(description="Time to which ships are carried ahead.")]
    first: Annotated[Utc | None, Meta(description="Time of the first message; null: none.")]
    last: Annotated[Utc | None, Meta(description="Time of the last message; null: none.")]
    ships_near: Annotated[int, Meta(description="Ships that count as near and recent.")]
    ships_shown: Annotated[int, Meta(description="Of these, those among the assets.")]
    left_out: Annotated[
        dict[str, int], Meta(description="Ships and messages that do not count, by reason.")
    ]
    lines: Annotated[dict[str, int], Meta(description="Lines read, by what became of them.")]
    text: str

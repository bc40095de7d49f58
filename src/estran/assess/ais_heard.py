"""Ships heard by AIS in an answer: who of them can come, and what calls. Only those near are kept.

A ship is somebody who may help. Of a vessel of the state, and of a ship of which nobody has heard
what she is, the answer gives a time, and nothing that tells her place.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from estran.assess.answer_ais import AisAlarm, AisHeard, AisShip
from estran.assess.assets_known import Candidate
from estran.hazard.spans import Span, exactly
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm
from estran.quantities.units import KNOT, MINUTE, NAUTICAL_MILE
from estran.rescue.ships_near import USED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from estran.assess.ais_hearing import Hearing
    from estran.assess.answer import Manifest
    from estran.assess.answer_people import AssetAnswer
    from estran.assess.situation import Situation
    from estran.rescue.distress_devices import DistressCall
    from estran.rescue.ships_near import ShipNear

AIS = "ais"
"""Who says where a ship is: she does, and nobody has checked it."""
CODES = "itu_m1371"
CONFIDENCE = "medium"
MOST_TIMED, MOST_SHOWN = 40, 8
"""Ships for which a time is computed, the nearest first; and those an answer shows."""
INSHORE = ("fishing", "sailing", "pleasure", "pilot", "rescue", "port_tender")
"""Types that may come near the shore; any other stays off where nobody knows the depth."""


def ship_candidates(situation: Situation, *, language: str) -> list[Candidate]:
    """Return the ships near that may come, nearest first; none into a canal."""
    if situation.heard is None or situation.waters == "canal":
        return []
    found, _ = situation.heard.near(situation.position.position)
    asked = situation.heard.asked
    return [_candidate(one, situation, asked, language) for one in found[:MOST_TIMED]]


def ais_answer(situation: Situation, assets: Iterable[AssetAnswer], *, language: str) -> AisHeard:
    """Return what AIS gave.

    Parameters
    ----------
    situation : Situation
        With what was heard.
    assets : iterable of AssetAnswer
        Of the answer.
    language : str
        Of the sentences.
    """
    hearing = situation.heard
    if hearing is None:
        raise ValueError("nothing was heard")
    found, left_out = hearing.near(situation.position.position)
    shown = sum(isinstance(one.ais, AisShip) for one in assets)
    counted = {key: count for key, count in sorted(left_out.items()) if count}
    return AisHeard(
        alarms=alarms_said(hearing.ships.calls.values(), language=language),
        asked=format_instant(hearing.asked),
        first=_time(hearing.ships.first),
        last=_time(hearing.ships.last),
        ships_near=len(found),
        ships_shown=shown,
        left_out=counted,
        lines={key: count for key, count in sorted(hearing.lines.items()) if count},
        text=heard_text(hearing, near=len(found), shown=shown, left_out=counted, language=language),
    )


def alarms_said(calls: Iterable[DistressCall], *, language: str) -> list[AisAlarm]:
    """Return what calls, those that say no test first, the last heard first among them."""
    order = sorted(calls, key=lambda one: one.mmsi)
    order.sort(key=lambda one: _time(one.last) or "", reverse=True)
    order.sort(key=lambda one: one.test)
    return [_alarm(one, language) for one in order]


def heard_text(
    hearing: Hearing, *, near: int, shown: int, left_out: Mapping[str, int], language: str
) -> str:
    """Return the sentences on how much was heard, what is shown and what was left out."""
    messages = hearing.lines.get("messages", 0)
    lines = hearing.lines.get("lines", 0)
    parts = [
        say(language, "ais.heard", messages=messages, lines=lines, near=near, shown=shown)
        if messages
        else say(language, "ais.nothing", lines=lines)
    ]
    if near == 0:
        parts.append(say(language, "ais.none_near"))
    if left_out:
        parts.append(say(language, "ais.left_out", reasons=reasons_said(left_out, language)))
    return " ".join(parts)


def reasons_said(left_out: Mapping[str, int], language: str) -> str:
    """Return reasons with their counts."""
    said = (f"{say(language, f'ais_reason.{key}')} {count}" for key, count in left_out.items())
    return ", ".join(said)


def may_be_shown(one: ShipNear) -> bool:
    """Say whether a ship's place may be shown: she said what she is, and that is not of a state."""
    return one.said.kind != "unknown" and not one.said.is_state


def with_heard(manifest: Manifest, situation: Situation) -> Manifest:
    """Return a manifest whose inputs count the ships and calls on which the answer rests."""
    if situation.heard is None:
        return manifest
    near, _ = situation.heard.near(situation.position.position)
    calls = list(situation.heard.ships.calls.values())
    plain = msgspec.to_builtins([manifest.inputs_sha256, list(near), calls])
    digest = hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
    return msgspec.structs.replace(manifest, inputs_sha256=digest)


def _candidate(one: ShipNear, situation: Situation, asked: datetime, language: str) -> Candidate:
    slow = one.said_speed is None or not one.speed.low <= one.said_speed <= one.speed.high
    said = (one.speed.low + one.speed.high) / 2.0 if slow else one.said_speed
    shown = may_be_shown(one)
    return Candidate(
        name=ship_name(one, language),
        asset_class=f"ais_{_kind(one)}",
        named=False,
        tasked=False,
        standing=say(
            language,
            "ais.standing",
            time=format_instant(one.at)[11:16],
            age=f"{one.age / MINUTE:.0f}",
        ),
        from_place=_away(one, language) if shown else None,
        position=one.position,
        kind="surface",
        speed=one.speed,
        ready=_leaves(one),
        draught=None if one.said.draught is None else exactly(one.said.draught),
        inshore=one.said.kind in INSHORE,
        sea_limit=None,
        capacity=None,
        said_speed=said if shown else None,
        said_ready=(one.leaves.low + one.leaves.high) / 2.0,
        said_draught=one.said.draught if shown else None,
        delay=(asked - situation.time).total_seconds(),
        source=f"{AIS}, {CODES}",
        confidence=CONFIDENCE,
        assumptions=USED,
        ais=_said(one),
        barred=None if one.can_come else "ais.cannot_come",
    )


def ship_name(one: ShipNear, language: str) -> str:
    """Return what to call a ship: her name, her number, or only what is known of what she is."""
    if not may_be_shown(one):
        return say(language, "ais.state_vessel" if one.said.is_state else "ais_held.unknown_kind")
    kind = say(language, f"ais_type.{one.said.kind}")
    called = one.said.name or say(language, "ais.number", number=f"{one.mmsi:09d}")
    return say(language, "ais.ship", name=called, kind=kind)


def _kind(one: ShipNear) -> str:
    return "state" if one.said.is_state else one.said.kind


def _leaves(one: ShipNear) -> Span:
    """Return when she leaves; the error of her place is counted as time on the way."""
    early, late = one.error / one.speed.high, one.error / one.speed.low
    return Span(one.leaves.low - early, one.leaves.high + late)


def _away(one: ShipNear, language: str) -> str:
    return say(
        language,
        "ais.away",
        distance=f"{one.distance / NAUTICAL_MILE:.1f}",
        bearing=f"{round(one.bearing_deg) % 360:03d}",
    )


def _said(one: ShipNear) -> AisShip:
    if not may_be_shown(one):  # the speeds are shares of what she sent, the error grows with it
        return AisShip(
            mmsi=None,
            ship_type=_kind(one),
            heard=format_instant(one.at),
            age_minutes=round(one.age / MINUTE, 1),
            distance_nm=None,
            bearing_deg=None,
            error_m=None,
            sent_speed_kn=None,
            speed_low_kn=None,
            speed_high_kn=None,
            length_m=None,
        )
    return AisShip(
        mmsi=f"{one.mmsi:09d}",
        ship_type=one.said.kind,
        heard=format_instant(one.at),
        age_minutes=round(one.age / MINUTE, 1),
        distance_nm=round(one.distance / NAUTICAL_MILE, 2),
        bearing_deg=round(one.bearing_deg, 0),
        error_m=round(one.error),
        sent_speed_kn=None if one.said_speed is None else round(one.said_speed / KNOT, 1),
        speed_low_kn=round(one.speed.low / KNOT, 1),
        speed_high_kn=round(one.speed.high / KNOT, 1),
        length_m=one.said.length,
    )


def _alarm(one: DistressCall, language: str) -> AisAlarm:
    position = None if one.position is None else format_dmm(one.position)
    return AisAlarm(
        device=one.device,
        mmsi=f"{one.mmsi:09d}",
        test=one.test,
        position=position,
        first=_time(one.first),
        last=_time(one.last),
        messages=one.count,
        text=alarm_text(one, language=language),
    )


def alarm_text(one: DistressCall, *, language: str) -> str:
    """Return the sentence of an alarm: TEST stands first where all that was heard says so."""
    placed = (
        say(language, "ais.no_place")
        if one.position is None
        else say(language, "ais.place", position=format_dmm(one.position))
    )
    return say(
        language,
        "ais.test" if one.test else "ais.alarm",
        device=say(language, f"ais_device.{one.device}"),
        number=f"{one.mmsi:09d}",
        place=placed,
        time=_time(one.last) or say(language, "ais.no_time"),
    )


def _time(at: datetime | None) -> str | None:
    return None if at is None else format_instant(at)

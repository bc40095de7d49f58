"""An assessment as GeoJSON (RFC 7946) for charts and geographic information systems.

Every feature carries its own warning, for features get parted from their collection. No free text
of a report is exported, and no region probability.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from estran.environment.area import is_own
from estran.exchange.rings import nested, tidy
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estran.assess.answer import Assessment, Contour, Datum, HypothesisShare, Place

DECIMALS = 5
"""Decimals of a degree: about one metre."""

Json: TypeAlias = dict[str, object]
Pair: TypeAlias = tuple[float, float]


def to_geojson(assessment: Assessment) -> bytes:
    """Return an assessment as one RFC 7946 feature collection.

    Positions are [longitude, latitude] in degrees, WGS 84, five decimals; outer rings run
    counter-clockwise; the same assessment gives the same bytes, one feature a line. What has no
    extent (a contour without rings, a track of one position) is left out.

    Parameters
    ----------
    assessment : Assessment
        Known or unknown drift alike: where the drift is unknown only the last known position and
        the reason are left.

    Source: rfc_7946, sections 3 and 4.
    """
    common = _common(assessment)
    features = [_merged(feature, common) for feature in _features(assessment)]
    sources = [
        {"key": s.key, "title": s.title, "licence": s.licence} for s in assessment.manifest.sources
    ]
    head: Json = {
        "type": "FeatureCollection",
        "bbox": _bounds(features),
        "estran": {**common, "sources": sources},
    }
    lines = b",\n".join(msgspec.json.encode(feature) for feature in features)
    return msgspec.json.encode(head)[:-1] + b',"features":[\n' + lines + b"\n]}\n"


def attribution(assessment: Assessment) -> str:
    """Return whose data an answer rests on; in an added area, where to read it."""
    own = is_own(assessment.situation.area)
    return say(assessment.language, "geojson.attribution_own" if own else "geojson.attribution")


def watermark(assessment: Assessment) -> str:
    """Return the word that must stand across every page of this answer; empty for a live case."""
    stands = {"exercise": assessment.exercise, "replay": assessment.replay is not None}
    words = [say(assessment.language, f"watermark.{key}") for key, one in stands.items() if one]
    return " / ".join(words)


def _common(assessment: Assessment) -> Json:
    """Return what every feature says beside its own properties."""
    manifest, forecast, language = assessment.manifest, assessment.forecast, assessment.language
    return {
        "watermark": watermark(assessment) or None,
        "exercise": assessment.exercise,
        "replay": assessment.replay,
        "report_time": assessment.situation.time,
        "as_of": manifest.as_of,
        "coordinator": forecast.coordinator_sentence,
        "drift_known": forecast.known,
        "drift_unknown_because": forecast.unknown_because,
        "warning": say(language, "geojson.warning"),
        "attribution": attribution(assessment),
        "language": language,
        "generator": f"estran {manifest.version}",
        "seed": manifest.seed,
        "inputs_sha256": manifest.inputs_sha256,
    }


def _merged(feature: Json, common: Json) -> Json:
    own = feature["properties"]
    return {**feature, "properties": {**own, **common}}  # type: ignore[dict-item]


def _features(assessment: Assessment) -> Iterator[Json]:
    yield _last_known_position(assessment)
    if not assessment.forecast.known:
        return
    yield from _areas(assessment)
    yield from _tracks(assessment)
    if assessment.forecast.datum is not None:
        yield from _search(assessment.forecast.datum)


def _feature(name: str, geometry: Json, properties: Mapping[str, object]) -> Json:
    kind = name.partition("/")[0]
    return {
        "type": "Feature",
        "id": name,
        "geometry": geometry,
        "properties": {"kind": kind, **properties},
    }


def _last_known_position(assessment: Assessment) -> Json:
    situation = assessment.situation
    persons = situation.persons
    properties = {
        "time": situation.time,
        "dmm": situation.position.dmm,
        "position_error_m": situation.position_error_m,
        "from_place": situation.from_place,
        "craft": situation.craft,
        "state": situation.state,
        "persons_low": persons.low if persons else None,
        "persons_high": persons.high if persons else None,
    }
    return _feature("last_known_position", _point(situation.position), properties)


def _areas(assessment: Assessment) -> Iterator[Json]:
    """Yield one feature an hour, level and body."""
    forecast = assessment.forecast
    hull = forecast.hull.contours if forecast.hull else []
    for contour in sorted(chain(forecast.contours, hull), key=_drawn_first):
        polygons = nested([ring for raw in contour.rings for ring in tidy(raw, decimals=DECIMALS)])
        if polygons:
            yield _feature(
                f"contour/{contour.body}/{contour.time}/{contour.level:.2f}",
                {"type": "MultiPolygon", "coordinates": polygons},
                {
                    "time": contour.time,
                    "hour": _hour(assessment, contour.time),
                    "level": contour.level,
                    "body": contour.body,
                    "area_nm2": contour.area_nm2,
                },
            )


def _drawn_first(contour: Contour) -> tuple[str, str, float]:
    """Sort hulls below people, early below late, and large areas below small ones."""
    return contour.body, contour.time, -contour.level


def _hour(assessment: Assessment, time: str) -> int | None:
    """Return how many hours after the report a time of the forecast lies."""
    times = assessment.forecast.times
    return times.index(time) if time in times else None


def _tracks(assessment: Assessment) -> Iterator[Json]:
    forecast = assessment.forecast
    tracks: list[tuple[str, str, Sequence[Place | None]]] = [
        ("mean_track", "people", forecast.mean_position),
        ("most_likely_track", "people", forecast.most_likely_position),
    ]
    if forecast.hull is not None:
        tracks.append(("mean_track", "hull", forecast.hull.mean_position))
    tracks += [_hypothesis_track(hypothesis) for hypothesis in forecast.hypotheses]
    for kind, body, places in tracks:
        yield from _track(f"{kind}/{body}", places, times=forecast.times)


def _hypothesis_track(
    hypothesis: HypothesisShare,
) -> tuple[str, str, Sequence[Place | None]]:
    return "mean_track", f"people/{hypothesis.name}", hypothesis.mean_position


def _track(name: str, places: Sequence[Place | None], *, times: Sequence[str]) -> Iterator[Json]:
    known = [(time, p) for time, p in zip(times, places, strict=False) if p is not None]
    if len(known) >= 2:
        line: Json = {"type": "LineString", "coordinates": [_pair(place) for _, place in known]}
        body, _, hypothesis = name.partition("/")[2].partition("/")
        yield _feature(
            name,
            line,
            {
                "body": body,
                "hypothesis": hypothesis or None,
                "time": known[0][0],
                "times": [time for time, _ in known],
            },
        )


def _search(datum: Datum) -> Iterator[Json]:
    """Yield datum and search box."""
    points = [_pair(place) for place in datum.points]
    properties = {
        "time": datum.time,
        "total_probable_error_nm": datum.total_probable_error_nm,
        "search_radius_nm": datum.search_radius_nm,
    }
    if len(points) >= 2:
        yield _feature("datum/line", {"type": "LineString", "coordinates": points}, properties)
    elif points:
        yield _feature("datum/point", {"type": "Point", "coordinates": points[0]}, properties)
    box = nested(tidy([_pair(place) for place in datum.box], decimals=DECIMALS))
    if box:
        yield _feature(
            "search_box",
            {"type": "Polygon", "coordinates": box[0]},
            {
                "time": datum.time,
                "area_nm2": datum.box_area_nm2,
                "holds": datum.box_holds,
                "corners_dmm": [place.dmm for place in datum.box],
            },
        )


def _pair(place: Place) -> Pair:
    return round(place.lon, DECIMALS) + 0.0, round(place.lat, DECIMALS) + 0.0


def _point(place: Place) -> Json:
    return {"type": "Point", "coordinates": _pair(place)}


def _bounds(features: Sequence[Json]) -> list[float]:
    """Return west, south, east, north of every position."""
    pairs = [pair for feature in features for pair in _positions(feature["geometry"])]
    lon, lat = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return [min(lon), min(lat), max(lon), max(lat)]


def _positions(node: object) -> Iterator[Pair]:
    """Yield every position below a geometry."""
    match node:
        case {"coordinates": below}:
            yield from _positions(below)
        case (float(x), float(y)):
            yield x, y
        case list():
            for below in node:
                yield from _positions(below)

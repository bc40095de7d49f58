"""A made-up assessment: Gaussian clouds on a turning tide off Gris-Nez.

Realistic to look at, and no forecast of anything. Clouds are known in closed form, so
that tests can hold areas and shares against theory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import contourpy
import msgspec
import numpy as np

from estran.assess import answer
from estran.assess.answer_sea import Layer
from tests.support.answers_people import parts
from tests.support.clouds import Cloud, Floats, Ints, Motion, hull_cloud, people_cloud

if TYPE_CHECKING:
    from estran.assess.answer_words import StateName

START = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)
KM_NORTH = 1.0 / 111.25
LEVELS = (0.50, 0.75, 0.95)
SENTENCE = (
    "Coordinator: MRCC Dover until CROSS Gris-Nez accepts. May be on either side; "
    "both told at 01:55Z."
)
STATES: tuple[StateName, ...] = ("adrift", "swamped", "in_water", "under_way", "boarding")


@dataclass(frozen=True)
class Scene:
    """What the made-up case looks like."""

    latitude: float = 50.989
    longitude: float = 1.352
    hours: int = 12
    exercise: bool = False
    replay: str | None = None
    known: bool = True
    parted: bool = True
    datum_hour: int = 6
    datum_line: bool = False
    particles: int = 400
    motion: Motion = field(default_factory=Motion)
    craft: str = "inflatable"
    state: str = "adrift"
    persons: answer.Persons | None = field(
        default_factory=lambda: answer.Persons(low=40, high=50, said="about 45")
    )


def assessment(scene: Scene | None = None) -> answer.Assessment:
    """Return a whole made-up answer."""
    return _built(scene or Scene())


@cache
def _built(scene: Scene) -> answer.Assessment:
    return answer.Assessment(
        exercise=scene.exercise,
        replay=scene.replay,
        situation=_situation(scene),
        sea=_sea(),
        forecast=_forecast(scene) if scene.known else _unknown_forecast(),
        manifest=_manifest(scene),
        **parts(SENTENCE),
    )


def unstructured(scene: Scene | None = None) -> bytes:
    """Return the JSON of a made-up answer."""
    return msgspec.json.encode(assessment(scene))


def utc(hour: float) -> str:
    """Return the time of an hour of the forecast."""
    return (START + timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%MZ")


def place(latitude: float, longitude: float) -> answer.Place:
    """Return a place in the notations in use."""
    lat, lon = round(latitude, 5), round(longitude, 5)
    return answer.Place(lat=lat, lon=lon, dmm=f"{_dmm(lat, 2, 'NS')} {_dmm(lon, 3, 'EW')}")


def _dmm(degrees: float, width: int, letters: str) -> str:
    whole, minutes = divmod(round(abs(degrees) * 60_000), 60_000)
    return f"{whole:0{width}d}-{minutes / 1000:06.3f}{letters[degrees < 0]}"


def _geographic(scene: Scene, east: float, north: float) -> tuple[float, float]:
    """Return lon, lat of km east and north of the last known position."""
    stretch = np.cos(np.radians(scene.latitude))
    return (
        round(float(scene.longitude + east * KM_NORTH / stretch), 6),
        round(float(scene.latitude + north * KM_NORTH), 6),
    )


def _place(scene: Scene, east: float, north: float) -> answer.Place:
    lon, lat = _geographic(scene, east, north)
    return place(lat, lon)


def _contours(scene: Scene, cloud: Cloud, *, hour: int, body: str) -> list[answer.Contour]:
    reach = float(np.max(np.hypot(cloud.east, cloud.north)) + 5 * np.max(cloud.sd))
    axis = np.linspace(-reach, reach, 321)
    density = cloud.density(axis[None, :], axis[:, None])
    cell = (axis[1] - axis[0]) ** 2
    heights = np.sort(density.ravel())[::-1]
    held = np.cumsum(heights) * cell
    lines = contourpy.contour_generator(axis, axis, density, name="serial")
    answers = []
    for level in LEVELS:
        count = int(np.searchsorted(held, level)) + 1
        raw = [np.asarray(line) for line in lines.lines(float(heights[count - 1]))]
        rings = [[_geographic(scene, float(e), float(n)) for e, n in ring] for ring in raw]
        answers.append(
            answer.Contour(
                time=utc(hour),
                level=level,
                area_nm2=round(float(count * cell / 1.852**2), 2),
                body="people" if body == "people" else "hull",
                rings=[[*ring[:-1], ring[0]] for ring in rings],
            )
        )
    return answers


def _peak(scene: Scene, cloud: Cloud) -> answer.Place:
    best = int(np.argmax(cloud.weights / cloud.sd**2))
    return _place(scene, float(cloud.east[best]), float(cloud.north[best]))


def _sample(scene: Scene) -> answer.Sample:
    """Draw the particles that are shown."""
    generator = np.random.Generator(np.random.Philox(7))
    kind = generator.choice(3, size=scene.particles, p=[0.62, 0.20, 0.18])
    noise = generator.standard_normal((scene.particles, 2))
    odd = generator.random(scene.particles)
    people, hull, state = [], [], []
    for hour in range(scene.hours + 1):
        people.append(_drawn(scene, people_cloud(scene.motion, hour), kind, noise))
        hull.append(_drawn(scene, hull_cloud(scene.motion, hour), kind, noise))
        state.append([_state(int(k), float(u), hour) for k, u in zip(kind, odd, strict=True)])
    return answer.Sample(people=people, hull=hull, state=state)


def _drawn(scene: Scene, cloud: Cloud, kind: Ints, noise: Floats) -> list[tuple[float, float]]:
    east = cloud.east[kind] + noise[:, 0] * cloud.sd[kind]
    north = cloud.north[kind] + noise[:, 1] * cloud.sd[kind]
    return [_geographic(scene, float(e), float(n)) for e, n in zip(east, north, strict=True)]


def _state(kind: int, uniform: float, hour: int) -> StateName:
    if kind == 2:
        return "boarding" if hour == 0 and uniform < 0.1 else "under_way"
    if uniform < 0.02 * hour:
        return "in_water"
    return "swamped" if kind == 1 else "adrift"


def _forecast(scene: Scene) -> answer.Forecast:
    hours = range(scene.hours + 1)
    clouds = [people_cloud(scene.motion, hour) for hour in hours]
    share = [round(0.3 * hour / max(scene.hours, 1), 4) for hour in hours]
    return answer.Forecast(
        known=True,
        unknown_because=None,
        times=[utc(hour) for hour in hours],
        mean_position=[_place(scene, *cloud.mean) for cloud in clouds],
        most_likely_position=[_peak(scene, cloud) for cloud in clouds],
        contours=[
            contour
            for hour, cloud in zip(hours, clouds, strict=True)
            for contour in _contours(scene, cloud, hour=hour, body="people")
        ],
        region_probability=answer.RegionProbability(
            UK=[0.5 + s / 2 for s in share],
            FR=[0.5 - s / 2 for s in share],
            BE=[0.0 for _ in share],
            other=[0.0 for _ in share],
        ),
        line_band_probability=[0.4 for _ in share],
        coordinator_sentence=SENTENCE,
        crossings=[
            answer.Crossing(
                line="UK-FR",
                probability=0.71,
                first=utc(0.2),
                quantile_05=utc(0.4),
                quantile_50=utc(2.5),
                quantile_95=utc(9.0),
            )
        ],
        aground_probability=[0.0 for _ in share],
        left_area_probability=[round(s / 10, 4) for s in share],
        in_water_probability=share,
        hypotheses=_hypotheses(scene, clouds),
        hull=_hull(scene) if scene.parted else None,
        datum=_datum(scene),
        sample=_sample(scene),
    )


def _hypotheses(scene: Scene, clouds: list[Cloud]) -> list[answer.HypothesisShare]:
    names: tuple[StateName, ...] = ("adrift", "swamped", "under_way")
    return [
        answer.HypothesisShare(
            name=name,
            probability=[float(cloud.weights[k]) for cloud in clouds],
            aground_probability=[0.0 for _ in clouds],
            mean_position=[_place(scene, float(c.east[k]), float(c.north[k])) for c in clouds],
        )
        for k, name in enumerate(names)
    ]


def _hull(scene: Scene) -> answer.Hull:
    hours = range(scene.hours + 1)
    clouds = [hull_cloud(scene.motion, hour) for hour in hours]
    return answer.Hull(
        parted_probability=[round(0.3 * hour / max(scene.hours, 1), 4) for hour in hours],
        mean_position=[
            _place(scene, *cloud.mean) if hour else None
            for hour, cloud in zip(hours, clouds, strict=True)
        ],
        contours=[
            contour
            for hour, cloud in zip(hours, clouds, strict=True)
            if hour
            for contour in _contours(scene, cloud, hour=hour, body="hull")
        ],
    )


def _datum(scene: Scene) -> answer.Datum:
    cloud = people_cloud(scene.motion, scene.datum_hour)
    east, north = cloud.mean
    points = [(east, north)]
    if scene.datum_line:
        points = [(east - 6.0, north + 2.5), (east, north), (east + 5.0, north - 2.5)]
    half = 2.4 * float(cloud.sd[0])
    corners = ((-half, half), (half, half), (half, -half), (-half, -half))
    return answer.Datum(
        time=utc(scene.datum_hour),
        kind="line" if scene.datum_line else "point",
        points=[_place(scene, e, n) for e, n in points],
        drift_error_nm=round(float(cloud.sd[0]) / 1.852, 2),
        position_error_nm=0.2,
        search_craft_error_nm=0.1,
        total_probable_error_nm=round(float(cloud.sd[0]) / 1.852, 2),
        search_radius_nm=round(half / 1.852, 2),
        box=[_place(scene, east + e, north + n) for e, n in corners],
        box_area_nm2=round((2 * half / 1.852) ** 2, 2),
        box_holds=0.93,
    )


def _unknown_forecast() -> answer.Forecast:
    return answer.Forecast(
        known=False,
        unknown_because="the position lies in the harbour of Calais, outside the sea model",
        times=[],
        mean_position=[],
        most_likely_position=[],
        contours=[],
        region_probability=answer.RegionProbability(UK=[], FR=[], BE=[], other=[]),
        line_band_probability=[],
        coordinator_sentence=SENTENCE,
        crossings=[],
        aground_probability=[],
        left_area_probability=[],
        in_water_probability=[],
        hypotheses=[],
        hull=None,
        datum=None,
        sample=None,
    )


def _situation(scene: Scene) -> answer.SituationAnswer:
    position = place(scene.latitude, scene.longitude)
    return answer.SituationAnswer(
        time=utc(0),
        position=position,
        position_dd=f"{scene.latitude:.5f}N {scene.longitude:.5f}E",
        position_dms="50-59-20.4N 001-21-07.2E",
        position_said="50 59.34 N 1 21.12 E",
        position_form="DMM",
        position_error_m=10.0,
        from_place="9.4 nm from Cap Gris-Nez, bearing 326",
        inland_water=None,
        area="dover_strait",
        craft=scene.craft,
        state=scene.state,
        persons=scene.persons,
        course_to_deg=None,
        speed_kn=None,
        said={"position": "50 59.34 N 1 21.12 E", "craft": "black inflatable, free text"},
        hypotheses=[
            answer.Weighting(name="adrift", weight=0.62),
            answer.Weighting(name="swamped", weight=0.20),
            answer.Weighting(name="under_way", weight=0.18),
        ],
        leeway_classes=[answer.Weighting(name="27", weight=1.0)],
        unknown=["life jackets", "water in the boat"],
        contested=[],
    )


def _layer(source: str = "ticon4_2025") -> Layer:
    return Layer(known=True, source=source, source_name=source, age_h=None)


def _sea() -> answer.Sea:
    return answer.Sea(
        tide=answer.Tide(
            height_m=5.1,
            uncertainty_m=0.3,
            datum="chart datum",
            tendency="rising",
            next_turn="high water",
            next_turn_time=utc(1.4),
            next_turn_height_m=6.2,
            layer=_layer(),
        ),
        waterline=answer.Waterline(
            seaward_of_coast_m=120.0,
            uncertainty_m=60.0,
            distance_off_m=None,
            layer=_layer("assumed"),
        ),
        stream=answer.TidalStream(
            set_to_deg=42.0, rate_kn=1.8, uncertainty_kn=0.3, layer=_layer("stream_model_v3c")
        ),
        wind=answer.Wind(from_deg=225.0, speed_kn=8.0, uncertainty_kn=2.0, layer=_layer("report")),
        waves=answer.Waves(
            significant_height_m=None, low_m=0.3, high_m=1.2, layer=_layer("assumed")
        ),
        water_temperature=answer.WaterTemperature(
            celsius=11.0, uncertainty_c=1.0, layer=_layer("jpl_mur_sst")
        ),
        light=answer.Light(
            phase="night",
            sun_elevation_deg=-52.0,
            sunrise=utc(6.0),
            sunset=utc(14.0),
            next_daylight=utc(5.4),
            moon_up=True,
            moon_illuminated=0.7,
            layer=_layer("ephem"),
        ),
    )


def _manifest(scene: Scene) -> answer.Manifest:
    return answer.Manifest(
        seed=20221214,
        version="0.1.0",
        versions={"numpy": "2.4.6"},
        as_of=utc(0.1),
        particles=10_000,
        hours=scene.hours,
        step_s=600,
        engine="reference",
        inputs_sha256="0" * 64,
        data_sha256={"stream_constituents.npz": "1" * 64},
        sources=[
            answer.SourceUsed(
                key="osm",
                title="OpenStreetMap coastline",
                authors="OpenStreetMap contributors",
                year="2024",
                where="https://www.openstreetmap.org",
                licence="ODbL 1.0",
            )
        ],
        assumptions=[
            answer.AssumptionUsed(
                key="tide.surge_sd",
                value=0.3,
                unit="m",
                low=0.1,
                high=0.6,
                source="assumed",
                why="Weather surge at the ports.",
            )
        ],
    )

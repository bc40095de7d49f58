"""`estran assess`: one report in, one answer out, as text, JSON, GeoJSON or a map."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from estran.cli.printing import print_text
from estran.cli.sea_where import require_one_area

if TYPE_CHECKING:
    from estran.assess.ais_hearing import Hearing
    from estran.assess.answer import Assessment
    from estran.assess.answer_words import Language
    from estran.assess.assessment import Beside
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.environment.kept_sea import OfferedFields
    from estran.rescue.assets import Unit

Text = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
Pairs = Annotated[list[str] | None, Parameter(negative="")]
FIELDS = {"fact": "facts", "phase": "phases"}  # an option given once for each, and its field
STRAIT = "dover_strait"


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Said:
    """The report, field by field.

    Attributes
    ----------
    at : str
        Time of the position with its zone: 2022-12-14T01:53Z.
    position : str
        Position with hemispheres, in any usual notation, or a map link.
    position_accuracy_m : float
        Error of the position [m], one standard deviation per axis, where it is known.
    persons : str
        People aboard: 47, 40-60, "about 60".
    craft : str
        Kind of craft: inflatable, rib, kayak, ...
    state : str
        boarding, under_way, adrift, swamped or in_water.
    under_way : str
        Course and speed over the ground: "290 5.3kn".
    wind : str
        Wind, the direction it blows from and its speed: "SW 8 kn".
    waves : str
        Significant wave height in metres.
    water_temperature : float
        Water temperature in degrees Celsius, where somebody measured it.
    source : str
        Through whom it came: caller, ngo, volunteer, resident, ship, centre, patrol, aircraft,
        drone, semaphore or radar.
    fact : list of str
        A fact and its value, such as engine_stopped=yes or depth=0.5-1.2; may be repeated.
    entered_water : str
        When people entered the water: a time, or earliest/latest.
    coordinator : str
        The centre that has the case: Gris-Nez or Dover.
    told : list of str
        A centre and when it was told, such as Dover=2022-12-14T02:13Z; may be repeated.
    acknowledged : list of str
        A centre and when it acknowledged, such as Dover=2022-12-14T02:15Z; may be repeated.
    phase : list of str
        A centre and the phase it declared, such as Dover=distress; may be repeated.
    mayday_relay : str
        When it was broadcast, or no.
    """

    at: Text = None
    position: Text = None
    position_accuracy_m: float | None = None
    persons: Text = None
    craft: Text = None
    state: Text = None
    under_way: Text = None
    wind: Text = None
    waves: Text = None
    water_temperature: float | None = None
    source: Text = None
    fact: Pairs = None
    entered_water: Text = None
    coordinator: Text = None
    told: Pairs = None
    acknowledged: Pairs = None
    phase: Pairs = None
    mayday_relay: Text = None


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Computed:
    """How the forecast is computed.

    Attributes
    ----------
    particles : int
        Size of the ensemble, 100 to 1,000,000.
    hours : int
        Length of the forecast, 1 to 72.
    seed : int
        Seed of every draw; the same seed gives the same bytes.
    datum_hour : int
        Hours after the report for which datum and search box are given.
    """

    particles: int = 10_000
    hours: int = 12
    seed: int = 1
    datum_hour: int = 2


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Written:
    """What comes out.

    Attributes
    ----------
    json : bool
        Print the answer as JSON instead of text.
    geojson : Path
        Also write the areas, datum and track as GeoJSON into this file.
    map : Path
        Also draw the map into this PNG file.
    netcdf : Path
        Also write every particle at every hour as a CF dataset into this netCDF file.
    fields : Path
        Also keep the fetched or added fields that the answer chose from in this folder: with --sea
        it gives the same answer on another machine.
    schema : bool
        Print the JSON Schema of the answer and do nothing else.
    """

    json: Annotated[bool, Parameter(negative="")] = False
    geojson: Path | None = None
    map: Path | None = None
    netcdf: Path | None = None
    fields: Path | None = None
    schema: Annotated[bool, Parameter(negative="")] = False


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Watch:
    """What the watch has beside the report.

    Attributes
    ----------
    exercise : bool
        Not a real boat: the time may lie anywhere, and every page says EXERCISE.
    units : Path
        Your units as YAML: where they lie, how fast they are, how many they can take.
    area : str
        Whose sea and coast are used: see `estran area list`.
    sea : Path
        Folder of fetched and added fields of the sea; ESTRAN_SEA or your cache unless said.
    embedded : bool
        Only the sea that comes with Estran, whatever else is kept.
    ais : str
        Ships near by AIS: a file of sentences, or a receiver as tcp://HOST:PORT or udp://HOST:PORT,
        which is listened to for half a minute.
    ais_time : str
        Time of the lines of such a file that hold none.
    lang : str
        Language of the answer: en or fr.
    """

    exercise: Annotated[bool, Parameter(negative="")] = False
    units: Path | None = None
    area: str = STRAIT
    sea: Path | None = None
    embedded: Annotated[bool, Parameter(negative="")] = False
    ais: str | None = None
    ais_time: str | None = None
    lang: Literal["en", "fr"] = "en"


def assess(
    report: Path | None = None,
    /,
    *,
    replay: str | None = None,
    said: Said = Said(),
    watch: Watch = Watch(),
    computed: Computed = Computed(),
    written: Written = Written(),
) -> None:
    """Assess one report: where people may be, how long they live, what is allowed, who can come.

    Give a report file, a replay, or the report's fields. Fields given here replace the file's.

    Parameters
    ----------
    report : Path
        A report as YAML.
    replay : str
        A historic case: see `estran replay list`.
    """
    if written.schema:
        from estran.exchange.json_answer import answer_schema

        print_text(answer_schema().decode())
        return
    require_one_area(replay, watch.area)
    taken = _with_fields(_start(report, replay), said, exercise=watch.exercise)
    _require_past(taken)
    from estran.assess.assessment import Beside

    beside = Beside(
        replay=replay,
        units=_units(watch.units, watch.area),
        language=watch.lang,
        heard=_heard(taken, computed, watch),
    )
    offered = _offered(taken, computed, watch)
    situation = _understood(taken, watch.area)
    answer = _assessed(situation, computed, offered, beside)
    notes = _netcdf(situation, computed, offered, written.netcdf, language=beside.language)
    notes += _fields(answer, offered, written.fields)
    _write(answer, written, notes)


def _start(path: Path | None, replay: str | None) -> dict[str, Any]:
    """Return the fields of the file or replay, if one was named."""
    import msgspec

    from estran.errors import InputError
    from estran.exchange.replay import replay as replay_case
    from estran.exchange.report_text import parse_report
    from estran.wiring import read_user_text

    if path is not None and replay is not None:
        raise InputError("assess.two_reports", "Give a report file or --replay, not both.")
    if replay is not None:
        return msgspec.structs.asdict(replay_case(replay).report)
    if path is not None:
        return msgspec.structs.asdict(parse_report(read_user_text(path), name=str(path)))
    return {}


def report_given(path: Path | None, replay: str | None) -> Report:
    """Return the report of a file or a replay, no further ahead of now than one may lie."""
    report = _with_fields(_start(path, replay), Said(), exercise=False)
    _require_past(report)
    return report


def _with_fields(start: dict[str, Any], said: Said, *, exercise: bool) -> Report:
    """Lay the fields of the command line over those of the file."""
    from estran.exchange.report_fields import report_from_fields

    given = {FIELDS.get(key, key): value for key, value in vars(said).items() if value is not None}
    if exercise:
        given["exercise"] = True
    return report_from_fields({**start, **given})


def _understood(report: Report, area: str) -> Situation:
    from estran.assess.situation import understand

    return understand(report, area_key=area)


def _units(path: Path | None, area: str) -> tuple[Unit, ...]:
    if path is None:
        return ()
    from estran.exchange.units_text import parse_units
    from estran.wiring import read_user_text

    return parse_units(read_user_text(path), name=str(path), area_key=area)


def _offered(report: Report, computed: Computed, watch: Watch) -> OfferedFields:
    """Return the kept fields that may count for the report's hours."""
    from estran.adapters.kept_offer import offered_here
    from estran.environment.kept_sea import OfferedFields
    from estran.quantities.instants import epoch_seconds, parse_instant
    from estran.wiring.areas import sea_of_area

    if watch.embedded:
        return OfferedFields((), {})
    start = epoch_seconds(parse_instant(report.at))
    folder = sea_of_area(watch.sea, watch.area)
    return offered_here(folder, start=start, hours=computed.hours)


def _assessed(
    situation: Situation, computed: Computed, offered: OfferedFields, beside: Beside
) -> Assessment:
    from estran.assess.assessment import assess_beside
    from estran.assess.settings import RunSettings

    return assess_beside(situation, RunSettings(**vars(computed)), offered, beside)


def _heard(report: Report, computed: Computed, watch: Watch) -> Hearing | None:
    """Return what AIS gives up to now; of a report of long ago, up to its own time."""
    if watch.ais is None:
        return None
    from datetime import timedelta

    from estran.assess.ais_hearing import Hearing
    from estran.quantities.instants import parse_instant
    from estran.wiring import clock
    from estran.wiring.ais import heard_at

    at, now = parse_instant(report.at), clock().now().replace(microsecond=0)
    asked = now if at < now <= at + timedelta(hours=computed.hours) else at
    untimed = None if watch.ais_time is None else parse_instant(watch.ais_time)
    found = heard_at(watch.ais, until=asked, untimed=untimed)
    return Hearing(ships=found.ships, asked=asked, lines=found.counts)


def _require_past(report: Report) -> None:
    from estran.assess.situation import entry_reported
    from estran.quantities.instants import parse_instant
    from estran.room.intake import require_not_ahead
    from estran.wiring import clock

    entry = entry_reported(report.entered_water)
    for time in (parse_instant(report.at), *(entry or ())):
        require_not_ahead(time, now=clock().now(), exercise=report.exercise)


def _netcdf(
    situation: Situation,
    computed: Computed,
    offered: OfferedFields,
    path: Path | None,
    *,
    language: Language,
) -> list[str]:
    """Write the answer's ensemble, which the same seed gives once more, and say so."""
    if path is None:
        return []
    from estran.assess.settings import RunSettings
    from estran.language.catalogue import say
    from estran.wiring.areas import write_trajectories_there

    write_trajectories_there(situation, RunSettings(**vars(computed)), path, offered=offered)
    return [say(language, "run.file_written", path=path)]


def _fields(answer: Assessment, offered: OfferedFields, folder: Path | None) -> list[str]:
    """Keep the fields that an answer had to choose from in a folder of their own, and say so."""
    if folder is None:
        return []
    from estran.adapters.kept_offer import keep_fields
    from estran.language.catalogue import say

    keep_fields(offered.fields, folder=folder)
    return [say(answer.language, "run.file_written", path=folder)]


def _write(answer: Assessment, written: Written, notes: list[str]) -> None:
    """Write the files first, so that a failure prints no half answer; then print."""
    from estran.language.catalogue import say
    from estran.wiring import draw, write_user_file

    if written.geojson:
        from estran.exchange.geojson import to_geojson

        write_user_file(written.geojson, to_geojson(answer))
        notes.append(say(answer.language, "run.file_written", path=written.geojson))
    if written.map:
        draw(answer, written.map)
        notes.append(say(answer.language, "run.map_written", path=written.map))
    if written.json:  # in the text they stand first
        from estran.exchange.text_ais import alarm_lines

        sys.stderr.writelines(f"{line}\n" for line in alarm_lines(answer))
    print_text(_body(answer, as_json=written.json))
    sys.stderr.writelines(f"{note}\n" for note in notes)


def _body(answer: Assessment, *, as_json: bool) -> str:
    if as_json:
        from estran.exchange.json_answer import to_json

        return to_json(answer).decode()
    from estran.exchange.text_answer import to_text

    return to_text(answer)

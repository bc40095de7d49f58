"""`estran skill`: forecasts begun on the tracks of drifters, beside what the drifters did."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.assess.skill import Offer

MOST_HOURS = 240


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Following:
    """How the drifters are followed.

    Attributes
    ----------
    craft : str
        What drifts like them: water for those that go with it, or a craft with its leeway.
    every : int
        Hours from one start to the next on a track, 1 to 240.
    area : str
        Whose sea is used: see `estran area list`.
    particles : int
        Size of the ensemble of each forecast, 100 to 1,000,000.
    seed : int
        Seed of every draw; the same seed gives the same bytes.
    sea : Path
        Folder of fetched and added fields that go before the embedded sea; none unless given.
    """

    craft: str = "water"
    every: int = 24
    area: str = "dover_strait"
    particles: int = 2000
    seed: int = 1
    sea: Path | None = None


def skill_of_drifters(
    drifters: Path,
    /,
    *,
    following: Following = Following(),
    plot: Path | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Tell how well the drift follows drifters after 3, 6, 12 and 24 hours.

    Parameters
    ----------
    drifters : Path
        Their tracks: CSV with the columns drifter, time, latitude, longitude; or netCDF.
    plot : Path
        Also draw what areas say against how often they held the drifter, into this PNG file.
    lang : str
        Language of the tables: en or fr.
    json : bool
        Print JSON instead of text: every start, and why some were left out.
    """
    from msgspec import to_builtins

    from estran.assess.settings import RunSettings
    from estran.assess.skill import Asked, skill
    from estran.cli.printing import print_json, print_text
    from estran.errors import InputError
    from estran.exchange.skill_text import skill_text
    from estran.language.catalogue import say
    from estran.quantities.instants import from_epoch_seconds
    from estran.room.intake import require_not_ahead
    from estran.wiring import clock, read_drifters
    from estran.wiring.skill import draw_calibration, require_plot

    every = following.every
    if not 1 <= every <= MOST_HOURS:
        raise InputError(
            "drifters.every",
            f"--every is {every}; it must lie from 1 to {MOST_HOURS} hours.",
            value=every,
        )
    if plot is not None:
        require_plot()
    settings = RunSettings(particles=following.particles, seed=following.seed)
    asked = Asked(craft=following.craft, every=every, area=following.area)
    tracks = read_drifters(drifters)
    now = clock().now()
    for track in tracks:
        require_not_ahead(from_epoch_seconds(float(track.times[-1])), now=now, exercise=False)
    found = skill(tracks, settings, asked, offer=_offer(following.sea))
    if plot is not None:
        draw_calibration(found, plot, language=lang)
        print(say(lang, "skill.plotted", path=plot), file=sys.stderr)
    if json:
        print_json(to_builtins(found))
    else:
        print_text(skill_text(found, language=lang))


def _offer(folder: Path | None) -> Offer | None:
    """Return what looks for kept fields in a folder; None where none was given."""
    if folder is None:
        return None
    from estran.adapters.kept_offer import offered_here

    return lambda start, hours: offered_here(folder, start=start, hours=hours)

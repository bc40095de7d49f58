"""`estran sensitivity`: which causes make the forecast of one report wide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import Annotated, Literal

from cyclopts import Parameter

from estran.cli.sea_taken import AS_KEPT, SeaTaken, offer_of


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Sized:
    """How it is computed.

    Attributes
    ----------
    particles : int
        Size of each of the nine ensembles, 100 to 1,000,000.
    seed : int
        Seed of every draw; the same seed gives the same bytes.
    """

    particles: int = 5000
    seed: int = 1


def sensitivity(
    report: Path | None = None,
    /,
    *,
    replay: str | None = None,
    sized: Sized = Sized(),
    taken: SeaTaken = AS_KEPT,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Tell which causes make the place of the people uncertain, after 2 and after 6 hours.

    Parameters
    ----------
    report : Path
        A report as YAML.
    replay : str
        A historic case: see `estran replay list`.
    sized : Sized
        How it is computed.
    taken : SeaTaken
        Which sea is taken.
    lang : str
        Language of the table: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from msgspec import to_builtins

    from estran.assess.sensitivity import sensitivity as computed
    from estran.assess.settings import RunSettings
    from estran.cli.assess import report_given
    from estran.cli.printing import print_json, print_text
    from estran.exchange.sensitivity_text import sensitivity_text

    settings = RunSettings(**vars(sized))
    found = computed(report_given(report, replay), settings, offer=offer_of(taken), language=lang)
    if json:
        print_json(to_builtins(found))
    else:
        print_text(sensitivity_text(found, language=lang))

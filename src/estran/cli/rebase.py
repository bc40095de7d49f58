"""`estran rebase`: a forecast that goes on from later fixes and from searches in vain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.sea_taken import AS_KEPT, SeaTaken, offer_of

if TYPE_CHECKING:
    from estran.assess.search_said import SearchDone

Files = Annotated[list[Path] | None, Parameter(negative="")]


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Learnt:
    """What has been learnt since the earlier report.

    Attributes
    ----------
    fix : list of Path
        A later report of the same boat or its people, as YAML; may be repeated.
    searches : Path
        Searches that found nothing, as YAML: where, when, and how closely.
    """

    fix: Files = None
    searches: Path | None = None


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Sized:
    """How the forecast is computed.

    Attributes
    ----------
    particles : int
        Size of the ensemble, 100 to 1,000,000.
    hours : int
        Length of the forecast from the newest fix on, 1 to 72.
    seed : int
        Seed of every draw; the same seed gives the same bytes.
    datum_hour : int
        Hours after the newest fix for which datum and search box are given.
    """

    particles: int = 10_000
    hours: int = 12
    seed: int = 1
    datum_hour: int = 2


def rebase_forecast(
    earlier: Path,
    /,
    *,
    learnt: Learnt = Learnt(),
    sized: Sized = Sized(),
    taken: SeaTaken = AS_KEPT,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Let the forecast of an earlier report go on from what was learnt since.

    Its particles are weighed by later fixes and by searches that found nothing, and drawn anew.
    Where they cannot follow, the forecast starts anew from the newest fix, and says why.

    Parameters
    ----------
    earlier : Path
        The first report as YAML, whose forecast is to go on.
    learnt : Learnt
        What has been learnt since.
    sized : Sized
        How the forecast is computed.
    taken : SeaTaken
        Which sea is taken.
    lang : str
        Language of the answer: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from msgspec import to_builtins

    from estran.assess.rebasing import rebased_forecast
    from estran.assess.settings import RunSettings
    from estran.cli.assess import report_given
    from estran.cli.printing import print_json, print_text
    from estran.exchange.text_answer import page_of
    from estran.exchange.text_evidence import rebased_parts

    found = rebased_forecast(
        report_given(earlier, None),
        [report_given(one, None) for one in learnt.fix or ()],
        RunSettings(**vars(sized)),
        searches=_searches(learnt.searches),
        offer=offer_of(taken),
        language=lang,
    )
    if json:
        print_json(to_builtins(found))
    else:
        print_text(page_of(rebased_parts(found), language=lang))


def _searches(path: Path | None) -> tuple[SearchDone, ...]:
    if path is None:
        return ()
    from estran.exchange.searches_text import parse_searches
    from estran.wiring import read_user_text

    return parse_searches(read_user_text(path), name=str(path))

"""`estran casebook assess`: assess a boat of a case from all that is known, and keep the answer."""

from __future__ import annotations

from dataclasses import dataclass

from cyclopts import Parameter

from estran.cli.casebook_seat import HERE, Flag, Seat, seated
from estran.cli.sea_taken import AS_KEPT, SeaTaken, take_sea


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Forecasted:
    """Which boat, and how its forecast is computed.

    Attributes
    ----------
    craft : str
        Number of the boat; the only one of the case where absent.
    particles : int
        Size of the ensemble, 100 to 1,000,000.
    hours : int
        Length of the forecast, 1 to 72.
    seed : int
        Seed of every draw; the same seed gives the same bytes.
    """

    craft: str = ""
    particles: int = 10_000
    hours: int = 12
    seed: int = 1


AS_USUAL = Forecasted()


def assess_now(
    case: str,
    /,
    *,
    rebase: Flag = False,
    how: Forecasted = AS_USUAL,
    taken: SeaTaken = AS_KEPT,
    seat: Seat = HERE,
) -> None:
    """Assess a boat from all that its reports say, print the answer, and keep it with the case.

    Parameters
    ----------
    case : str
        Number of the case.
    rebase : bool
        Let the forecast of the first position go on from later ones and from searches in vain.
    """
    from estran.cli.printing import print_text
    from estran.exchange.json_answer import to_json
    from estran.exchange.text_answer import to_text
    from estran.language.catalogue import say
    from estran.room.assessing import Asked, assess_case
    from estran.room.pages import answer_in

    with seated(seat) as watch:
        take_sea(watch.desk, taken)
        made, answer = assess_case(
            watch.desk, watch.by, Asked(case=case, rebase=rebase, **vars(how))
        )
        if seat.json:
            print_text(to_json(answer).decode())
            return
        spoken = answer_in(watch.desk, made, answer, language=seat.lang)
        kept = say(seat.lang, "at_desk.assessed", assessment=made.assessment, case=case)
        print_text(f"{to_text(spoken).rstrip()}\n\n{kept}")

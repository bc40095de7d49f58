"""`estran casebook phrases`: the first questions to a caller as a card, in several languages."""

from __future__ import annotations

from typing import Literal

from estran.cli.printing import print_page, print_text

Card = Literal["en", "fr", "ar", "fa", "ps", "ckb", "ti", "vi"]


def phrases(card: Card | None = None, /, *, lang: Literal["en", "fr"] = "en") -> None:
    """Print a card of first questions; without a language, which cards there are.

    Parameters
    ----------
    card : str
        Language of the card, such as ar. All but en and fr wait for a speaker to review them.
    lang : str
        Your own language, beside the card's: en or fr.
    """
    from estran.exchange.phrase_cards import card_page, phrase_cards

    if card is None:
        rows = (f"{one}: {card_page(one, language=lang).title}" for one in phrase_cards())
        print_text("\n".join(rows))
    else:
        print_page(card_page(card, language=lang))

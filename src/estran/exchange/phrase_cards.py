"""Phrase cards: the first questions to a caller, beside the same in a language they may read.

What no speaker has reviewed says so on every card; a phrase that is not held is said to be missing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import UnknownNameError
from estran.exchange.page import Grid, Page, part
from estran.language.catalogue import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Mapping

RIGHT_TO_LEFT, END = "\u2067", "\u2069"  # isolates, so that marks stand where they belong


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseCard:
    """The phrases of one language.

    Attributes
    ----------
    code : str
        Such as ``ar``.
    names : mapping
        Its name in English and in French.
    reviewed : bool
        Whether a speaker of the language has read it.
    direction : str
        ``ltr`` or ``rtl``.
    phrases : mapping
        By key; one that is missing is not held.
    """

    code: str
    names: Mapping[str, str]
    reviewed: bool
    direction: str
    phrases: Mapping[str, str]


@cache
def phrase_cards() -> Mapping[str, PhraseCard]:
    """Return the card of every language, by its code."""
    rows = tomllib.loads(_file())["languages"]
    return MappingProxyType({code: _card(code, row) for code, row in rows.items()})


@cache
def phrase_keys() -> tuple[str, ...]:
    """Return the keys of the phrases, in the order of asking."""
    return tuple(tomllib.loads(_file())["order"])


def _file() -> str:
    return files(__package__).joinpath("phrases.toml").read_text("utf-8")


def _card(code: str, row: Mapping[str, str]) -> PhraseCard:
    return PhraseCard(
        code=code,
        names={"en": row["name"], "fr": row["name_fr"]},
        reviewed=bool(row["reviewed"]),
        direction=row["direction"],
        phrases={key: row[key] for key in phrase_keys() if key in row},
    )


def card_page(code: str, *, language: str) -> Page:
    """Return the card of one language as a page: what is meant, and what the caller reads.

    Parameters
    ----------
    code : str
        Language of the caller, such as ``ar``.
    language : str
        Language of the watch: en or fr.

    Raises
    ------
    UnknownNameError
        Where there is no card of that language.
    """
    if code not in phrase_cards():
        raise UnknownNameError(
            "phrase_card.unknown",
            f"There is no phrase card for {code!r}. Known: {', '.join(phrase_cards())}.",
            name=code,
            known=", ".join(phrase_cards()),
        )
    card, own = phrase_cards()[code], phrase_cards()[language]
    missing = say(language, "phrase_card.missing")
    rows = tuple(
        (own.phrases[key], _isolated(card, card.phrases.get(key, "")) or missing)
        for key in phrase_keys()
    )
    head = (say(language, "phrase_card.meant"), card.names[language])
    marks = () if card.reviewed else (say(language, "phrase_card.not_reviewed"),)
    return Page(
        title=say(language, "phrase_card.title", name=card.names[language]),
        language=language,
        marks=marks,
        parts=(part("", Grid(head, rows)),),
        notes=(say(language, "phrase_card.how"), say(language, "phrase_card.licence")),
    )


def _isolated(card: PhraseCard, text: str) -> str:
    return f"{RIGHT_TO_LEFT}{text}{END}" if text and card.direction == "rtl" else text


def codes_to_review() -> tuple[str, ...]:
    """Return the languages whose card no speaker has reviewed."""
    return tuple(
        code for code, card in phrase_cards().items() if not card.reviewed and code not in LANGUAGES
    )

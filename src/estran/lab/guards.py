"""What no artefact of a study may hold, as tests of text: page, table, manifest and crate alike.

Each function returns what it found, word by word; empty is well. They name words, so they catch
slips, not intent: whoever adds an outcome still reads what it gives away.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estran.environment.area import load_area
from estran.lab.conditions import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable

_CELL_NAMES = (
    "Somme\u2013Authie",
    "Boulogne\u2013Gris-Nez",
    "Calais\u2013Gravelines",
    *("Pas-de-Calais", "Pas de Calais", "Dover Strait", "Strait of Dover"),
    *("CROSS Gris-Nez", "MRCC Dover"),
)
_COARSE = ("Calais", "Dunkirk", "Boulogne")
"""Names that a cell carries alone; every other name of the area is finer than a cell."""
_FINER = (
    r"\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['\u2019\u2032]",
    r"\b\d{1,3}[.,]\d{2,}\s?°?\s?(?-i:[NSEWO])\b(?![-+]?\d)",
    r"(?<![a-z])(?:lat|lon|lng|latitude|longitude|easting|northing)(?:_deg)?(?![a-z])",
    r"\b(?:per|by|each) (?:beach|commune|town|canal|harbour|port)\b",
    r"\bpar (?:plage|commune|ville|canal|port)\b",
    rf"(?<![a-z])launches_(?!(?:{'|'.join(CELLS)})\b)\w+",
    r"\bgeojson\b",
)
_COUNTED = r"launch(?:es)?|boats?|attempts?|departures?|arrivals?|stops?|stopped|people|rescues?"
_COUNTED_FR = r"départs?|embarcations?|tentatives?|arrivées?|personnes?|sauvetages?"
_HOURLY = (
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b",
    r"\b(?:[01]?\d|2[0-3])\s?h(?:\s?[0-5]\d)\b",
    r"\bhour of (?:the )?(?:day|night)\b",
    r"\b(?:hourly|hour by hour|heure par heure|by hour|tranche horaire)\b",
    rf"\b(?:{_COUNTED}) (?:per|each|an) hour\b",
    rf"\b(?:{_COUNTED_FR}) (?:par|chaque) heure\b",
    r"(?<![a-z])(?:hour|heure|h)_?[0-2]\d(?![0-9a-z])",
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_PATROLS = (
    r"\bpatrols? (?:positions?|coverage|maps?|routes?|bases?|schedules?|density|times?)\b",
    r"\bpositions? of (?:the )?(?:patrols?|units?|ships?|assets?|teams?)\b",
    r"\bpositions? des? (?:patrouilles?|moyens|unités?|navires?|équipes?)\b",
    r"\b(?:coverage maps?|detection gaps?|blind spots?|least patrolled|less patrolled)\b",
    r"\b(?:cartes? de couverture|zones? non surveillées?|angles? morts?)\b",
    r"(?<![a-z])(?:patrols?|units?|assets?|teams?)_(?:positions?|lat|lon|base|coverage|x|y)(?![a-z])",
    rf"(?<![a-z])(?:stops?|stopped|patrols?|unit_hours|permitted|asked)_(?:{'|'.join(CELLS)})\b",
    r"\bbest (?:time|window|moment|night|place|beach|tide)\b",
    r"\bmeilleure?s? (?:moments?|créneaux?|nuits?|plages?|heures?|marées?)\b",
)
_MONEY = (
    r"[€£]",
    r"\$\s?\d",
    r"\b(?:EUR|GBP|USD)\b",
    r"\b(?:euros?|pounds?|livres? sterling|dollars?)\b",
    r"(?<![a-zà-ÿ])(?:costs?|prices?|payments?|budgets?|expenditures?|coûts?|prix|paiements?|dépenses?)(?![a-zà-ÿ])",
    r"\bper (?:prevention|interception|person stopped|stop|return)\b",
    r"\bpar (?:interception|empêchement|personne empêchée|retour)\b",
)
_STABILITY = (
    r"\b(?:freeboard|franc-bord)\b[^;|]{0,80}?\s\d+[.,]\d+\s?m\b",
    r"\b(?:freeboard|franc-bord)\b[^.;|]{0,60}\(m\)",
    r"\b(?:waves shipped|paquets de mer)\b[^.;|]{0,60}\s0[.,]0{3,}\d",
)
_WINNERS = (
    r"\b(?:overall|composite|combined|weighted|final) score\b",
    r"\b(?:score|note|indice) (?:global|globale|composite|final|finale|pondérée?)\b",
    r"\b(?:winner|winning|best doctrine|best option|optimal|we recommend|recommended|top.ranked)\b",
    r"\b(?:vainqueur|gagnante?|meilleure doctrine|meilleure option|optimale?|recommandée?)\b",
    r"[✓✔☑✅👍🏆★]",
)
_COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\(([^)]*)\)", re.IGNORECASE)
_GREEN_NAMES = re.compile(
    r"(?:fill|stroke|color|colour|background)[^;\"'<>]*[:=\"' ](?:\w*green|lime|teal|olive)\b",
    re.IGNORECASE,
)


def finer_than_cells(text: str) -> tuple[str, ...]:
    """Return what speaks of a place finer than the four cells of the coast."""
    plain = text
    for name in _CELL_NAMES:
        plain = plain.replace(name, " ")
    return (*_found(_FINER, plain), *_places().findall(plain))


def per_hour_output(text: str) -> tuple[str, ...]:
    """Return what counts by the hour, or tells an hour of a day; a date of making may hold one."""
    return _found(_HOURLY, _INSTANT.sub(" ", text))


def patrol_positions(text: str) -> tuple[str, ...]:
    """Return what tells where those who control are or are not, or when."""
    return _found(_PATROLS, text)


def speaks_of_money(text: str) -> tuple[str, ...]:
    """Return what speaks of money, or of anything for each person stopped."""
    return _found(_MONEY, text)


def names_a_winner(text: str) -> tuple[str, ...]:
    """Return what adds all up into one score, or praises one doctrine."""
    return _found(_WINNERS, text)


def green_marks(text: str) -> tuple[str, ...]:
    """Return the colours of a page that a reader would call green."""
    colours = [one.group(0) for one in _COLOUR.finditer(text) if _is_green(*_channels(one))]
    return (*colours, *_GREEN_NAMES.findall(text))


def stability_figures(text: str) -> tuple[str, ...]:
    """Return what gives a figure of how a boat floats: such things leave as classes alone."""
    return _found(_STABILITY, re.sub(r"<[^>]+>", " ", text))


def everything_barred(text: str) -> tuple[str, ...]:
    """Return all that no artefact may hold: places, hours, patrols, money, stability."""
    looks = (
        *(finer_than_cells, per_hour_output, patrol_positions, speaks_of_money),
        stability_figures,
    )
    return tuple(f"{look.__name__}: {one}" for look in looks for one in look(text))


def _found(patterns: Iterable[str], text: str) -> tuple[str, ...]:
    flags = re.IGNORECASE
    return tuple(one.group(0) for each in patterns for one in re.finditer(each, text, flags))


@cache
def _places() -> re.Pattern[str]:
    """Every name of the area that is finer than a cell, the longest first."""
    area = load_area()
    named = [one.name for one in area.places]
    named += [one.name for one in area.inland.harbours]
    named += [one.name for one in area.inland.canals]
    named += ["Gris-Nez", "Blanc-Nez", "Boulogne-sur-Mer", "Dunkerque Ouest", "Dunkerque Est"]
    finer = sorted(set(named) - set(_COARSE), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in finer)})(?!\w)")


def _channels(found: re.Match[str]) -> tuple[float, float, float]:
    digits, parts = found.groups()
    if digits is None:
        red, green, blue = (float(one) for one in re.findall(r"[\d.]+", parts)[:3])
        return red, green, blue
    pairs = [one * 2 for one in digits] if len(digits) == 3 else re.findall("..", digits)
    red, green, blue = (float(int(one, 16)) for one in pairs)
    return red, green, blue


def _is_green(red: float, green: float, blue: float) -> bool:
    """Say whether green leads both others by enough to be seen."""
    return green > red + 18.0 and green > blue + 18.0

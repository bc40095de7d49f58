"""Refusals in other languages than English, found by their code and filled with their details.

English is written where a refusal is raised; it comes back where details cannot fill a sentence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any

from estran.errors import EstranError
from estran.language.catalogue import LANGUAGES, REFUSALS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_QUOTED = 80
ENGLISH = "en"
_SPACES = re.compile(r"\s+")
_HOLE = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True)
class Page:
    """The refusals of one language.

    Attributes
    ----------
    sentences : mapping of str to tuple of str
        By code, or code and variant; parts after the first are left out where a value is missing.
    shared : mapping of str to str
        Parts that many sentences end on.
    words : mapping of str to str
        English words that stand in details.
    phrases : tuple of (pattern, str)
        English phrases of libraries and readers of files, and what they are in this language.
    """

    sentences: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, str]
    words: Mapping[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]


def refusal(code: str, details: Mapping[str, object], message: str, *, language: str) -> str:
    """Return a refusal in a language; its English message where that language has no words for it.

    Parameters
    ----------
    code : str
        Of the error, such as ``position.incomplete``.
    details : mapping
        Of the error. ``variant`` chooses between the sentences of one code.
    message : str
        Of the error, in English.
    language : str
        One of the catalogue's languages; any other gives English.
    """
    if language == ENGLISH or language not in LANGUAGES:
        return message
    page = refusals(language)
    variant = details.get("variant")
    parts = page.sentences.get(f"{code}.{variant}" if variant else code)
    if not parts:
        return message
    writer = _Writer(page)
    first = writer.written(parts[0], details)
    if first is None:
        return message
    rest = (writer.written(part, details) for part in parts[1:])
    return " ".join([first, *(part for part in rest if part)])


def refusal_of(error: EstranError, *, language: str) -> str:
    """Return a refusal in a language; a problem that is another refusal is said there as well."""
    details, cause = dict(error.details), error.__cause__
    if isinstance(cause, EstranError) and details.get("problem") == cause.message:
        details["problem"] = refusal_of(cause, language=language)
    return refusal(error.code, details, error.message, language=language)


@cache
def refusals(language: str) -> Page:
    """Return the refusals of a language other than English, from every page of them."""
    folder = files(__package__).joinpath(language)
    pages = sorted(one.name for one in folder.iterdir() if one.name.startswith(REFUSALS))
    shared: dict[str, str] = {}
    words: dict[str, str] = {}
    phrases: list[tuple[re.Pattern[str], str]] = []
    sentences: dict[str, tuple[str, ...]] = {}
    for page in pages:
        tables: dict[str, Any] = tomllib.loads(folder.joinpath(page).read_text("utf-8"))
        shared |= tables.pop("shared", {})
        words |= tables.pop("words", {})
        phrases += [(_pattern(row["en"]), row[language]) for row in tables.pop("phrases", [])]
        sentences |= dict(_sentences(tables))
    return Page(sentences, shared, words, tuple(phrases))


def _sentences(tables: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Flatten the tables to codes, each with its parts."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, row in tables.items():
        if isinstance(row, dict):
            found += [(f"{name}.{key}", parts) for key, parts in _sentences(row)]
        else:
            found.append((name, (row,) if isinstance(row, str) else tuple(row)))
    return found


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what matches a phrase with anything in its holes."""
    return re.compile(_HOLE.sub(r"(?P<\1>.+?)", re.escape(phrase)), re.DOTALL)


class _Writer(Formatter):
    """Fills sentences: q quotes, l and o make lists, w looks a word up, p translates a phrase."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def written(self, part: str, details: Mapping[str, object]) -> str | None:
        """Return a part with its values; None where one is missing or empty."""
        sentence = self.page.shared[part[1:]] if part.startswith("@") else part
        names = [name for _, name, _, _ in self.parse(sentence) if name]
        if any(details.get(name) in (None, "", ()) and name != "text" for name in names):
            return None
        return self.vformat(sentence, (), details)

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ANN401 -- as inherited
        """Return a value converted by its letter."""
        match conversion:
            case "q":
                return _quoted(str(value))
            case "w":
                return self.page.words.get(str(value), str(value))
            case "p":
                return self.phrase(str(value))
            case "l":
                return self._listed(value, ", ")
            case "o":
                return self._listed(value, self.page.words["or"])
            case _:
                return super().convert_field(value, conversion)

    def phrase(self, text: str) -> str:
        """Return a library's phrase in this language; as it is where nobody has translated it."""
        if text in self.page.words:
            return self.page.words[text]
        for pattern, sentence in self.page.phrases:
            if match := pattern.fullmatch(text):
                return self.vformat(sentence, (), match.groupdict())
        if text.endswith("."):
            return self.phrase(text[:-1]) + "."
        return text

    def _listed(self, value: object, between: str) -> str:
        if isinstance(value, str):
            return between.join(self.phrase(one) for one in value.split(", "))
        rows: Sequence[object] = list(value) if isinstance(value, (tuple, list)) else [value]
        return between.join(self.phrase(str(one)) for one in rows)


def _quoted(text: str) -> str:
    plain = _SPACES.sub(" ", text).strip()
    short = plain if len(plain) <= LONGEST_QUOTED else f"{plain[:LONGEST_QUOTED]}..."
    return f"« {short} »" if short else "« »"

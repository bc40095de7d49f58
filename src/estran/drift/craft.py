"""Craft by the names people use, each a weighted mixture of leeway classes (craft.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import isclose
from typing import TYPE_CHECKING, Any

from estran.drift.leeway_classes import leeway_class
from estran.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.drift.leeway import LeewayClass


#: The craft that is no craft: its people are in the water from the start.
PERSON = "person_in_water"


@dataclass(frozen=True, slots=True)
class Mixture:
    """Leeway classes that may each be the true one, with the weight of each; weights sum to one."""

    classes: tuple[LeewayClass, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        fit = len(self.classes) == len(self.weights) > 0 and min(self.weights) >= 0.0
        if not (fit and isclose(sum(self.weights), 1.0, abs_tol=1e-9)):
            raise DataError(
                "leeway.mixture",
                "A mixture needs one weight for each class, none negative, summing to one; "
                f"got {self.shares}.",
                weights=self.weights,
            )

    @property
    def shares(self) -> dict[str, float]:
        """Weight by class key, to be shown with an answer."""
        return dict(zip((one.key for one in self.classes), self.weights, strict=False))


@dataclass(frozen=True, slots=True)
class Craft:
    """A kind of craft that Estran can let drift.

    Attributes
    ----------
    key, label : str
        Name in data and in words.
    aliases : tuple of str
        Other names people use for it.
    mixture : Mixture
        Classes that stand for it.
    source, why : str
        Where the weights come from, and the reason for them.
    """

    key: str
    label: str
    aliases: tuple[str, ...]
    mixture: Mixture
    source: str
    why: str


def craft(name: str) -> Craft:
    """Return the craft that goes by this name, key or alias, in any case.

    Raises
    ------
    UnknownNameError
        Where nobody knows the name; the message gives the nearest known one.
    """
    names = _names()
    asked = _plain(name)
    if asked in names:
        return crafts()[names[asked]]
    near = get_close_matches(asked, names, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise UnknownNameError(
        "craft.unknown",
        f"No craft is called {name!r}.{hint} Known: {', '.join(crafts())}.",
        name=name,
        nearest=near[0] if near else None,
        known=tuple(crafts()),
    )


@cache
def crafts() -> Mapping[str, Craft]:
    """All craft by key."""
    text = files("estran.drift").joinpath("craft.toml").read_text(encoding="utf-8")
    return {key: _craft(key, row) for key, row in tomllib.loads(text)["craft"].items()}


def _craft(key: str, row: dict[str, Any]) -> Craft:
    classes = tuple(leeway_class(one) for one in row["weights"])
    mixture = Mixture(classes, tuple(row["weights"].values()))
    return Craft(key, row["label"], tuple(row["aliases"]), mixture, row["source"], row["why"])


@cache
def _names() -> Mapping[str, str]:
    return {
        _plain(name): one.key
        for one in crafts().values()
        for name in (one.key, one.label, *one.aliases)
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())

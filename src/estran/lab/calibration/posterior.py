"""The draws that history left over, as data: made once, shipped, and told apart when stale.

Reading and writing text is done here, files are not.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import DataError
from estran.lab.calibration.checks import Check
from estran.lab.calibration.identified import Identification, identifications
from estran.lab.calibration.normal_scores import values_of
from estran.lab.calibration.targets import targets
from estran.lab.findings import Attribution, Interval, Placebo
from estran.lab.history import history
from estran.lab.parameters import parameters
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.lab.calibration.waves import Matched
    from estran.quantities.arrays import Floats, Ints

FORM = 1
DIGITS = 6
SHIPPED = "posterior.json"
CONDITIONS = "conditions.toml"
WORDS = ("why",)
"""Fields of a target that decide nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Draws of all parameters that history leaves over, alike in weight.

    Attributes
    ----------
    code, data : str
        Digests of what made them; see `stale`.
    numbers : str
        Digest of what a few draws give when simulated: it holds where code has changed and numbers
        have not.
    seed : int
        Of the calibration.
    points, kept : int
        Settings simulated, and of these not ruled out.
    effective : float
        Draws of equal weight that would tell as much; fewer than `distinct` are worth less.
    power : float
        That the likelihood of history was given, 0 to 1.
    share : float
        Part of the prior that history leaves over.
    settled : bool
        Whether that share had stopped changing.
    values : mapping
        By key, in the parameter's own unit, shape (draws,); draws are in no order, so that any
        first part of them is a sample too.
    """

    code: str
    data: str
    numbers: str
    seed: int
    points: int
    kept: int
    effective: float
    power: float
    share: float
    settled: bool
    values: Mapping[str, Floats]
    identified: Sequence[Identification]
    checks: Sequence[Check]
    attributions: Sequence[Attribution] = ()

    @property
    def count(self) -> int:
        """How many draws."""
        return len(next(iter(self.values.values())))

    @property
    def distinct(self) -> int:
        """How many of them differ."""
        return len(np.unique(np.stack(list(self.values.values()), axis=1), axis=0))

    def different(self, draws: int) -> tuple[Mapping[str, Floats], Floats]:
        """Return some of the draws that differ, with their weights; each once.

        Draws were made as often as their weight asked, so a study on all of them would take one
        that came six times for six witnesses.

        Parameters
        ----------
        draws : int
            From 1 to `distinct`.

        Returns
        -------
        mapping, (draws,) array
            Values by key, and weights that are together 1.
        """
        rows = np.stack(list(self.values.values()), axis=1)
        _, places, often = np.unique(rows, axis=0, return_index=True, return_counts=True)
        mixed = things(self.seed, np.arange(places.size)).uniforms("lab.calibration.different")
        some = np.argsort(mixed, kind="stable")[:draws]
        values = {key: column[places[some]] for key, column in self.values.items()}
        return MappingProxyType(values), often[some] / often[some].sum()

    @property
    def not_identified(self) -> tuple[str, ...]:
        """Parameters of which history tells nothing: their ranges stay what was assumed."""
        return tuple(one.key for one in self.identified if one.told == "not identified")

    def first(self, draws: int) -> Mapping[str, Floats]:
        """Return so many draws; where more are asked than held, they come round again."""
        places = np.arange(draws) % self.count
        return MappingProxyType({key: column[places] for key, column in self.values.items()})

    def stale(self, *, code: str) -> tuple[str, ...]:
        """Return what has changed since: ``code``, ``data``, both or nothing.

        Parameters
        ----------
        code : str
            Digest of the rooms that decide the numbers, as they are now.
        """
        now = {"code": (self.code, code), "data": (self.data, data_digest())}
        return tuple(name for name, (then, here) in now.items() if then != here)


def resampled(matched: Matched, draws: int) -> Ints:
    """Return places of points, each as often as its weight asks, in no order.

    Notes
    -----
    Source: kitagawa_1996 (systematic resampling).
    """
    reached = np.cumsum(matched.weights)
    ticks = (np.arange(draws) + 0.5) / draws
    places = np.minimum(np.searchsorted(reached / reached[-1], ticks), len(reached) - 1)
    mixed = things(matched.plan.seed, np.arange(draws)).uniforms("lab.calibration.order")
    return places[np.argsort(mixed, kind="stable")].astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """What a posterior holds besides its draws: digests, checks and attributions."""

    code: str
    numbers: str
    checks: Sequence[Check] = ()
    attributions: Sequence[Attribution] = ()


def rounded_values(matched: Matched, places: Ints) -> Mapping[str, Floats]:
    """Return the values of some points as they are kept, by key: six digits each."""
    return {
        key: np.array([_round(value) for value in column.tolist()])
        for key, column in values_of(matched.scores[places], matched.table).items()
    }


def posterior_of(matched: Matched, places: Ints, besides: Besides) -> Posterior:
    """Return the posterior of a calibration.

    Parameters
    ----------
    matched : Matched
        All points, weighed.
    places : array of int, shape (draws,)
        As of `resampled`.
    besides : Besides
        What it holds besides its draws.
    """
    last = matched.waves[-1]
    return Posterior(
        code=besides.code,
        data=data_digest(),
        numbers=besides.numbers,
        seed=matched.plan.seed,
        points=last.points,
        kept=last.kept,
        effective=matched.effective,
        power=matched.power,
        share=last.share,
        settled=matched.settled,
        values=MappingProxyType(dict(rounded_values(matched, places))),
        identified=identifications(matched),
        checks=tuple(besides.checks),
        attributions=tuple(besides.attributions),
    )


@cache
def shipped_posterior() -> Posterior | None:
    """Return the posterior that ships, or None where none was made yet.

    Raises
    ------
    DataError
        Where it is damaged.
    """
    file = files("estran.lab").joinpath(SHIPPED)
    return parse_posterior(file.read_text("utf-8")) if file.is_file() else None


def posterior_text(found: Posterior) -> str:
    """Return a posterior as JSON text, six digits a number; the same draws give the same bytes."""
    table = np.stack(list(found.values.values()), axis=1)
    head: dict[str, Any] = {
        "form": FORM,
        "code": found.code,
        "data": found.data,
        "numbers": found.numbers,
        "seed": found.seed,
        "points": found.points,
        "kept": found.kept,
        "effective": _round(found.effective),
        "power": _round(found.power),
        "share": _round(found.share),
        "settled": found.settled,
        "identified": [_rounded(asdict(one)) for one in found.identified],
        "checks": [_rounded(asdict(one)) for one in found.checks],
        "attributions": [_rounded(asdict(one)) for one in found.attributions],
        "keys": list(found.values),
    }
    lines = [f"  {json.dumps(key)}: {_listed(value)}" for key, value in head.items()]
    rows = ",\n    ".join(json.dumps([_round(value) for value in row]) for row in table.tolist())
    return "{\n" + ",\n".join(lines) + ',\n  "draws": [\n    ' + rows + "\n  ]\n}\n"


def parse_posterior(text: str) -> Posterior:
    """Read a posterior from JSON text.

    Raises
    ------
    DataError
        Where it is not one; make it anew by ``estran study calibrate --out``.
    """
    try:
        said = json.loads(text)
        if said.pop("form") != FORM:
            raise ValueError("another form")
        table = np.array(said.pop("draws"), dtype=np.float64)
        columns = dict(zip(said.pop("keys"), table.T, strict=True))
        said["identified"] = tuple(Identification(**one) for one in said["identified"])
        said["checks"] = tuple(Check(**one) for one in said["checks"])
        said["attributions"] = tuple(_attribution(one) for one in said["attributions"])
        return Posterior(values=MappingProxyType(columns), **said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            "posterior.damaged",
            f"The posterior draws cannot be read: {error}. Make them anew: "
            "estran study calibrate --out.",
            problem=str(error),
        ) from error


def numbers_digest(columns: Mapping[str, Floats]) -> str:
    """Return the digest of what simulated seasons count, to six digits, by name."""
    said = {
        key: [_round(value) for value in columns[key].ravel().tolist()]
        for key in sorted(columns)
        if key.startswith("observed_")
    }
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def data_digest() -> str:
    """Return the digest of the tables that decide a calibration, as they are now.

    Ranges, targets, counts and conditions decide; labels and reasons do not.
    """
    said = {
        "parameters": [[one.key, one.prior, one.low, one.high] for one in parameters().values()],
        "targets": [_deciding(asdict(one)) for one in targets().values()],
        "history": [[one.key, dict(one.by)] for one in history().values()],
        "conditions": tomllib.loads(files("estran.lab").joinpath(CONDITIONS).read_text("utf-8")),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _deciding(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in WORDS}


def _listed(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n    " + ",\n    ".join(json.dumps(one) for one in value) + "\n  ]"
    return json.dumps(value)


def _rounded(row: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(row, dict):
        return {key: _rounded(value) for key, value in row.items()}
    return _round(row) if isinstance(row, float) else row


def _attribution(said: dict[str, Any]) -> Attribution:
    placebo = said["placebo"]
    told = placebo and Placebo(**{**placebo, "interval": Interval(**placebo["interval"])})
    return Attribution(**{**said, "share": Interval(**said["share"]), "placebo": told})


def _round(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

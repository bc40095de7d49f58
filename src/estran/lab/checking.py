"""Whether what a study's folder holds is what its manifest says, and comes out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.lab.chunks import Cut, Plan
from estran.lab.manifest import cut_of, design_in, differences, manifest_of
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.chunks import Chunk
    from estran.lab.drawn import Draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A study as it was written down.

    Attributes
    ----------
    plan : Plan
        With the digests of then, so that its addresses are those of then.
    changed : tuple of str
        Entries of the manifest that would be other now: ``code``, ``doctrines``, ...
    draws_are_those : bool
        Whether the draws are the ones that the manifest names.
    """

    plan: Plan
    changed: tuple[str, ...]
    draws_are_those: bool

    @property
    def repeatable(self) -> bool:
        """Whether a part computed now has to give the same bytes."""
        return self.draws_are_those and not set(self.changed) & {"code", "doctrines", "form"}


def written_in(manifest: Mapping[str, Any], draws: Draws) -> Written:
    """Return what a manifest says of a study, and what of it has changed since.

    Parameters
    ----------
    manifest : mapping
        As read from the folder.
    draws : Draws
        As read from it.
    """
    design, ranges = design_in(manifest), manifest["chunks"]["ranges"]
    rules = {row["id"]: row["rules_sha256"] for row in manifest["doctrines"]}
    then = Cut(code=manifest["code"]["sha256"], rules=rules, ranges=ranges)
    now = manifest_of(Plan(design=design, draws=draws, cut=cut_of(design, ranges=ranges)))
    return Written(
        plan=Plan(design=design, draws=draws, cut=then),
        changed=differences(manifest, now),
        draws_are_those=manifest["draws"]["sha256"] == draws.digest,
    )


def sample_of(plan: Plan, count: int, *, seed: int) -> tuple[Chunk, ...]:
    """Return some chunks, by a seed; all of them where there are no more."""
    order = np.argsort(things(seed, np.arange(len(plan))).uniforms("lab.check"), kind="stable")
    wanted = set(order[:count].tolist())
    return tuple(chunk for chunk in plan if chunk.place in wanted)

"""What a browser loads first: all script of the built room, gzipped, stays small."""

from __future__ import annotations

import gzip
import os

import pytest

from tests.support.house import PACKAGE

MOST_BYTES = 250_000
"""Two seconds on a line of 1 Mbit/s, such as a telephone has on a beach."""
ASSETS = PACKAGE / "server" / "static" / "assets"


def test_all_script_gzipped_is_at_most_250_kb() -> None:
    scripts = sorted(ASSETS.glob("*.js"))
    if not scripts and "ESTRAN_TEST_BROWSER" not in os.environ:
        pytest.skip("the web room is not built (make web)")
    assert scripts, "The web room is not built: make web"
    sizes = {one.name: len(gzip.compress(one.read_bytes(), 6)) for one in scripts}
    assert sum(sizes.values()) <= MOST_BYTES, sizes

"""A kept field of the sea in the room: used, named with its age at its forcing, opened by one."""

from __future__ import annotations

import re
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from estran.adapters.kept_fields import keep_field
from estran.quantities.instants import parse_instant
from tests.browser.conftest import keep, serious, serving
from tests.support.kept import START, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Serving, Sitting

NIGHT = parse_instant("2022-12-14T01:00Z").timestamp()
HOUR = round((NIGHT - START) / 3600.0)
FIELD = kept(
    "currents",
    (0.4, 0.2),
    hours=(HOUR - 3, HOUR + 30),
    fetched_at=NIGHT - 1800.0,
    issued_at=NIGHT - 7200.0,
    licence="made for tests, to be named",
)


@pytest.fixture(scope="module")
def night(room_built: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Serve the night of 14 December 2022 on a machine that keeps currents of it."""
    assert room_built
    folder = tmp_path_factory.mktemp("kept")
    keep_field(FIELD, folder=folder / "sea")
    with serving(folder, "--exercise", "2022-12-14", "--sea", str(folder / "sea")) as found:
        yield found


def answer_of(night: Serving) -> Any:
    """The newest answer of the case, when the room has made it."""
    end = monotonic() + 60.0
    while monotonic() < end:
        made = night.send("GET", "/api/cases/C-0001")["assessments"]
        if made:
            number = made[-1]["assessment"]
            return night.send("GET", f"/api/cases/C-0001/assessments/{number}")
        sleep(0.5)
    pytest.fail("nothing was assessed")


def test_the_interface_gives_source_age_and_hash_of_what_was_used(night: Serving) -> None:
    answer = answer_of(night)
    layer = answer["sea"]["stream"]["layer"]
    assert (layer["source"], layer["source_name"]) == ("tests", "currents made by tests")
    assert 1.0 < layer["age_h"] < 4.0
    (row,) = answer["manifest"]["kept_fields"]
    assert (row["layer"], row["sha256"], row["use"]) == ("currents", FIELD.sha256, "used")


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_a_forcing_names_its_kept_field_and_opens_it(
    night: Serving, sitting: Sitting, language: str
) -> None:
    answer_of(night)
    page = sitting.context(height=1100, locale=language).new_page()
    page.goto(night.address)
    page.evaluate("location.hash = '#/case/C-0001'")
    page.wait_for_selector(".time-bar", timeout=30_000)
    link = page.locator(".forcings a", has_text="currents made by tests").first
    assert re.search(r"currents made by tests \d h \d\d", link.inner_text())
    keep(page, f"kept-sea-{language}")
    assert serious(page) == []
    link.click()
    found = page.locator("section.sources")
    found.get_by_role("heading", name="currents made by tests").wait_for()
    said = found.inner_text()
    assert FIELD.sha256 in said
    assert "made for tests, to be named" in said
    assert {"en-GB": "used for: currents", "fr-FR": "sert pour : courants"}[language] in said
    assert serious(page) == []
    keep(page, f"kept-sea-source-{language}")

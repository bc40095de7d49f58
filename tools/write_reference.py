"""Write what can be generated of docs/, and the real outputs that stand in README and docs.

The same repository gives the same bytes; tests/architecture/test_reference.py fails on a page that
differs from what this tool would write. Run it by `make reference`; `--check` only looks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from estran.exchange.json_answer import answer_schema
from tools.reference_answer import answer_page
from tools.reference_api import api_description
from tools.reference_area import area_page
from tools.reference_assets import assets_page
from tools.reference_casebook import events_page, states_page
from tools.reference_cli import cli_page
from tools.reference_data import (
    assumptions_page,
    craft_page,
    sources_page,
    study_parameters_page,
)
from tools.reference_doctrine import commitments_page, doctrines_page
from tools.reference_errors import errors_page
from tools.reference_hazards import hazards_page
from tools.reference_outputs import filled, pages_with_outputs

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def reference_pages() -> dict[Path, str]:
    """Return every generated page of docs/reference by its path."""
    return {
        REFERENCE / "answer.md": answer_page(),
        REFERENCE / "answer.schema.json": answer_schema().decode(),
        REFERENCE / "area-file.md": area_page(),
        REFERENCE / "asset-classes.md": assets_page(),
        REFERENCE / "assumptions.md": assumptions_page(),
        REFERENCE / "casebook-events.md": events_page(),
        REFERENCE / "casebook-states.md": states_page(),
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "commitments.md": commitments_page(),
        REFERENCE / "craft.md": craft_page(),
        REFERENCE / "doctrines.md": doctrines_page(),
        REFERENCE / "errors.md": errors_page(),
        REFERENCE / "hazard-sensitivity.md": hazards_page(),
        REFERENCE / "openapi.json": api_description(),
        REFERENCE / "sources.md": sources_page(),
        REFERENCE / "study-parameters.md": study_parameters_page(),
    }


def output_pages() -> dict[Path, str]:
    """Return every page that shows real output, with the output as it is now."""
    return {page: filled(page.read_text("utf-8")) for page in pages_with_outputs(ROOT)}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that differ; return the exit code."""
    differing = []
    for path, text in {**reference_pages(), **output_pages()}.items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        differing.append(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
    print("\n".join(differing) or "The reference is up to date.")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Prove what ships, and write the record that an answer compares with.

Run it by `python -m tools.write_proofs`. A test fails where the record differs from it.
"""

from __future__ import annotations

from pathlib import Path

from estran.doctrine.proved import RECORD, record_text

FILE = Path(__file__).parents[1] / "src" / "estran" / "doctrine" / "rules" / RECORD


def main() -> None:
    """Prove, and write."""
    FILE.write_text(record_text(), "utf-8")
    print(f"Proved and written: {FILE.name}")


if __name__ == "__main__":
    main()

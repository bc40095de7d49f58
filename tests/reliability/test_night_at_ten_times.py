"""A tenth of the night at ten times: nothing is lost, and reports stay quick beside assessments."""

from __future__ import annotations

import pytest

from benchmarks.night_at_ten_times import BAR, QUICK, is_whole, middle, run

TRIES = 3  # others use the machine too, and noise only ever slows down


@pytest.mark.slow
def test_every_report_is_kept_and_none_waits_long_while_boats_are_assessed() -> None:
    ratios = []
    for _ in range(TRIES):
        found = run(QUICK)
        assert is_whole(QUICK, found), found.refused
        ratios.append(middle(found.reports, 0.99) / middle(found.inserts, 0.99))
        if ratios[-1] <= BAR and found.assessed >= 1:  # on a starved machine none may be done
            return
    raise AssertionError(f"a report at p99 takes {ratios} durable inserts, or none was assessed")

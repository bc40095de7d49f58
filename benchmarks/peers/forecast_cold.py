"""Estran's forecast of a replay as one process: `forecast_cold.py PARTICLES`, 24 h by 600 s."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does


def main() -> None:
    """Open the sea, let the ensemble drift by machine code, and print the sizes of its areas."""
    from estran.assess.forecast import forecast_of, run_ensemble
    from estran.assess.settings import RunSettings
    from estran.assess.situation import understand
    from estran.environment.sea import load_sea_fields
    from estran.environment.window import open_window
    from estran.exchange.replay import replay
    from estran.quantities.instants import epoch_seconds
    from estran.sources.assumptions import AssumptionBook
    from estran.wiring import offer_engine

    offer_engine()
    situation, book = understand(replay("2022-12-14").report), AssumptionBook()
    settings = RunSettings(particles=int(sys.argv[1]), hours=24, step=600.0)
    start, origin = epoch_seconds(situation.time), situation.seed_position
    fields = load_sea_fields(situation.area.key)
    window = open_window(fields=fields, start=start, hours=settings.hours, origin=origin)
    ensemble = run_ensemble(situation, window, settings, book=book)
    forecast = forecast_of(ensemble, settings, sentence="", book=book)
    print(ensemble.engine, [round(row.area_nm2, 2) for row in forecast.contours])


main()

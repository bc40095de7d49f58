"""The forecast and nothing else, as one process: the yardstick for what the whole answer adds."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does


def main(replay_key: str) -> None:
    """Read a replay, forecast it, and print part of it; no law of harm, rule or unit is loaded."""
    from estran.assess.coordination import coordinator_sentence
    from estran.assess.forecast import forecast_of, run_ensemble
    from estran.assess.sea_answer import sea_answer, sea_of
    from estran.assess.settings import RunSettings
    from estran.assess.situation import understand
    from estran.environment.sea import load_sea_fields
    from estran.environment.window import open_window
    from estran.exchange.replay import replay
    from estran.exchange.text_sea import sea_lines
    from estran.quantities.instants import epoch_seconds
    from estran.sources.assumptions import AssumptionBook

    situation, settings, book = (
        understand(replay(replay_key).report),
        RunSettings(),
        AssumptionBook(),
    )
    fields = load_sea_fields(situation.area.key)
    print(
        "\n".join(
            sea_lines(sea_answer(sea_of(situation, fields, book=book), fields), language="en")
        )
    )
    start, origin = epoch_seconds(situation.time), situation.seed_position
    window = open_window(fields=fields, start=start, hours=settings.hours, origin=origin)
    ensemble = run_ensemble(situation, window, settings, book=book)
    sentence = coordinator_sentence(coordinator=None, told={})
    forecast = forecast_of(ensemble, settings, sentence=sentence, book=book)
    print([round(row.area_nm2, 2) for row in forecast.contours])


if __name__ == "__main__":
    main(sys.argv[1])

"""Importing estran costs next to nothing: at most twice the import of json, in whole processes.

Both are mostly the start of Python, so the quickest of several interleaved processes is compared,
and a busy machine gets further rounds: noise only ever slows a process down.
"""

import subprocess
import sys
from time import perf_counter

ROUNDS, TRIES, LIMIT = 4, 6, 2.0


def seconds(statement):
    start = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return perf_counter() - start


def test_importing_estran_takes_at_most_twice_as_long_as_importing_json():
    best = {"import estran": float("inf"), "import json": float("inf")}
    for _ in range(ROUNDS):
        for _ in range(TRIES):
            best = {statement: min(least, seconds(statement)) for statement, least in best.items()}
        if best["import estran"] <= LIMIT * best["import json"]:
            return
    ratio = best["import estran"] / best["import json"]
    raise AssertionError(f"import estran takes {ratio:.2f} times as long as import json: {best}")


def test_importing_estran_loads_no_third_party():
    statement = (
        "import sys; before = set(sys.modules); import estran; "
        "print(sorted(name for name in set(sys.modules) - before if not name.startswith('estran')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", statement], check=True, capture_output=True, text=True
    )
    loaded = done.stdout.strip()
    assert not any(name in loaded for name in ("numpy", "msgspec", "pyproj", "cyclopts", "yaml")), (
        loaded
    )

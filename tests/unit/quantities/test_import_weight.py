"""Reading texts must not wait for NumPy or pyproj: a refusal is wanted at once."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("room", ["position_text", "vector_text", "instants", "units"])
def test_texts_are_read_without_numpy_and_pyproj(room):
    code = (
        f"import sys, estran.quantities.{room}; "
        "assert not {'numpy', 'pyproj'} & set(sys.modules), 'heavy import'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

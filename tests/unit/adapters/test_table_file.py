"""A table written piece by piece is the file that NumPy would write at once."""

import io

import numpy as np

from estran.adapters.table_file import TableFile


def at_once(table):
    held = io.BytesIO()
    np.lib.format.write_array(held, table, version=(1, 0))
    return held.getvalue()


def test_pieces_in_any_order_give_the_bytes_of_the_whole(tmp_path):
    table = np.arange(2 * 3 * 7, dtype="<f8").reshape(2, 3, 7)
    with TableFile(tmp_path / "t.npy", table.shape) as file:
        for first, last in ((4, 7), (0, 4)):
            for doctrine in (2, 0, 1):
                for column in (1, 0):
                    file.put(table[column, doctrine, first:last], column, doctrine, first)
    assert (tmp_path / "t.npy").read_bytes() == at_once(table)


def test_what_nobody_puts_there_is_nought(tmp_path):
    with TableFile(tmp_path / "t.npy", (2, 1, 5)) as file:
        file.put(np.array([3, 4]), 1, 0, 2)
    expected = np.zeros((2, 1, 5))
    expected[1, 0, 2:4] = (3.0, 4.0)
    assert (tmp_path / "t.npy").read_bytes() == at_once(expected)

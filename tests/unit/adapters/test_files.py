"""Files of users: read where they are files, and no further than any of them can be long."""

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from estran.adapters.files import LONGEST_TEXT, read_text
from estran.errors import ReportFileError
from estran.language.refusals import refusal_of


def refused(path: Path) -> ReportFileError:
    with pytest.raises(ReportFileError) as found:
        read_text(path)
    return found.value


def test_a_text_is_read_whole_with_plain_ends_of_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("à: b\r\nc: d\n".encode())
    assert read_text(file) == "à: b\nc: d\n"


def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(tmp_path / "socket"))
        for path in (Path("/dev/zero"), tmp_path / "socket"):
            error = refused(path)
            assert error.code == "file.not_regular"
            assert error.message == (
                f"{path}: is neither a file nor a pipe; Estran reads no device and no socket."
            )
            assert "ni un fichier ordinaire" in refusal_of(error, language="fr")


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as writer:
        writer.submit(pipe.write_text, "a: b")
        assert read_text(pipe) == "a: b"


def test_a_file_is_read_up_to_a_bound_and_refused_beyond_it(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text("x" * LONGEST_TEXT)
    assert len(read_text(file)) == LONGEST_TEXT
    with file.open("ab") as more:
        more.truncate(1 << 40)
    error = refused(file)
    assert error.code == "file.too_long"
    assert str(LONGEST_TEXT) in error.message
    assert f"plus de {LONGEST_TEXT} caractères" in refusal_of(error, language="fr")


def test_a_folder_and_a_missing_file_say_so(tmp_path: Path) -> None:
    assert "Is a directory" in refused(tmp_path).message
    assert "No such file" in refused(tmp_path / "none").message

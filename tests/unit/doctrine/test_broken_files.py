"""Files that cannot be meant, each with the message that a lawyer can act on beside it."""

from pathlib import Path

import pytest

from estran.doctrine.registry import read_any
from estran.errors import DoctrineError
from estran.language.refusals import refusal_of

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
FEWEST = 25


def refusal(file):
    with pytest.raises(DoctrineError) as refused:
        read_any(file.read_text("utf-8"), file=file.name)
    return refused.value


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_is_refused_with_the_message_beside_it(file):
    assert refusal(file).message + "\n" == file.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_refusal_names_file_and_line_and_is_said_in_french_as_well(file):
    found = refusal(file)
    line = found.details["line"]
    assert found.message.startswith(f"{file.name}, line {line}")
    assert 1 <= line <= len(file.read_text("utf-8").splitlines()) + 1
    french = refusal_of(found, language="fr")
    assert french.startswith(f"{file.name}, ligne {line} : ")
    assert found.details["problem"] not in french


def test_there_are_broken_files_enough_and_each_has_its_message():
    assert len(BROKEN) >= FEWEST
    messages = sorted((Path(__file__).parent / "broken").glob("*.txt"))
    assert [one.stem for one in messages] == [one.stem for one in BROKEN]

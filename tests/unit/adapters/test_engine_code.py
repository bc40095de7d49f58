"""Machine code on disk: private or not loaded, whole or not there, built once by however many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from estran.adapters import engine_building, engine_code
from estran.adapters.engine_building import built_engine, standing
from estran.adapters.engine_code import (
    building,
    code_folder,
    kept_code,
    other_codes,
    read_code,
    write_code,
)
from estran.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

KEY, NAME, CODE = "k" * 32, "drift", b"machine\ncode\n"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(engine_code.PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def child(code: str) -> subprocess.Popen[str]:
    """A process of its own that has this cache."""
    return subprocess.Popen(
        [sys.executable, "-c", code], text=True, stdout=subprocess.PIPE, env=dict(os.environ)
    )


def test_what_was_written_is_read_and_only_its_user_may_open_it():
    path = write_code(KEY, NAME, CODE)
    assert read_code(KEY) == (NAME, CODE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o077 == 0


def test_a_wide_mask_opens_nothing():
    before = os.umask(0)
    try:
        path = write_code(KEY, NAME, CODE)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707, 0o755])
def test_a_folder_that_others_may_open_is_not_read_until_it_is_built_anew(mode):
    folder = write_code(KEY, NAME, b"foreign").parent
    folder.chmod(mode)
    with pytest.raises(PermissionError, match="not private"):
        read_code(KEY)
    write_code(KEY, NAME, CODE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert read_code(KEY) == (NAME, CODE)


def test_a_file_that_others_may_write_is_not_read():
    write_code(KEY, NAME, CODE).chmod(0o622)
    with pytest.raises(PermissionError, match="not private"):
        read_code(KEY)


def test_what_belongs_to_another_user_is_neither_read_nor_written(monkeypatch):
    write_code(KEY, NAME, CODE)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(PermissionError, match="another user"):
        read_code(KEY)
    with pytest.raises(PermissionError, match="another user"):
        write_code(KEY, NAME, CODE)


def test_links_are_not_followed(tmp_path):
    path = write_code(KEY, NAME, CODE)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="link"):
        read_code(KEY)
    path.unlink()
    path.parent.joinpath(engine_code.LOCK).unlink(missing_ok=True)
    path.parent.rmdir()
    (tmp_path / "folder").mkdir(mode=0o700)
    path.parent.symlink_to(tmp_path / "folder", target_is_directory=True)
    with pytest.raises(PermissionError, match="link"):
        read_code(KEY)
    with pytest.raises(OSError, match=r"link|directory"):
        write_code(KEY, NAME, CODE)


def test_a_device_in_its_place_is_not_read():
    path = write_code(KEY, NAME, CODE)
    path.unlink()
    path.mkdir(mode=0o700)
    with pytest.raises(PermissionError, match="no file"):
        read_code(KEY)


def test_the_code_of_another_name_is_not_taken_for_this_one():
    other = write_code("o" * 32, NAME, CODE)
    mine = write_code(KEY, NAME, CODE)
    mine.write_bytes(other.read_bytes())
    with pytest.raises(ValueError, match="damaged"):
        read_code(KEY)
    assert other_codes(KEY) == 1


@pytest.mark.parametrize("cut", [0, 1, 64, 70, -1])
def test_a_file_that_is_not_whole_is_not_read(cut):
    path = write_code(KEY, NAME, CODE)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ValueError, match="damaged"):
        read_code(KEY)


def test_reasons_name_no_folder_because_answers_carry_them(cache):
    reasons = []
    for spoil in (lambda _: None, lambda p: p.parent.chmod(0o777), lambda p: p.write_bytes(b"x")):
        path = write_code(KEY, NAME, CODE)
        spoil(path)
        try:
            read_code(KEY)
        except (OSError, ValueError) as error:
            reasons.append(str(error))
        path.unlink()
    with pytest.raises(FileNotFoundError) as missing:
        read_code(KEY)
    assert len(reasons) == 2
    assert not any(str(cache) in one for one in (*reasons, str(missing.value)))


def test_what_a_killed_build_left_is_swept_and_never_read():
    folder = write_code(KEY, NAME, CODE).parent
    (folder / ".drift.o.abc").write_bytes(b"half")
    assert read_code(KEY) == (NAME, CODE)
    write_code(KEY, NAME, CODE)
    assert not list(folder.glob(".drift.o.*"))


def test_a_builder_that_was_killed_holds_nobody_up():
    holds = (
        "from estran.adapters.engine_code import building\n"
        f"import time\nwith building({KEY!r}):\n print('held', flush=True)\n time.sleep(60)\n"
    )
    process = child(holds)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    begun = monotonic()
    with building(KEY):
        assert monotonic() - begun < 5.0
    process.stdout.close()


def test_two_that_build_at_once_build_once():
    """Two processes; the first takes its time, the second finds it built."""
    code = f"""
import time
from estran.adapters import engine_building as made
from estran.engine.compiled import build
made.code_key = lambda: {KEY!r}
made.loaded = lambda name, code: None
def slow(world):
    print("built", flush=True)
    time.sleep(1.0)
    return "drift", b"code"
build.object_code = slow
print(made.built_engine(before=lambda: print("before", flush=True))[1], flush=True)
"""
    both = [child(code), child(code)]
    said = sorted(one.communicate(timeout=60)[0].split() for one in both)
    assert [one.returncode for one in both] == [0, 0]
    assert sum(words.count("built") for words in said) == 1
    assert sorted(words[-1] for words in said) == ["False", "True"]
    assert read_code(KEY) == ("drift", b"code")


def test_readers_meet_only_whole_files_while_others_write():
    write_code(KEY, NAME, CODE)
    writes = (
        "from estran.adapters.engine_code import write_code\n"
        f"for n in range(400): write_code({KEY!r}, {NAME!r}, bytes([65 + n % 26]) * 50_000)\n"
    )
    process = child(writes)
    read = 0
    while process.poll() is None:
        name, code = read_code(KEY)
        assert name == NAME
        assert len(set(code)) == 1 or code == CODE
        read += 1
        sleep(0.001)
    process.communicate()
    assert process.returncode == 0
    assert read > 0


def test_a_failed_build_harms_nothing_and_says_what_answers_instead(monkeypatch):
    from estran.engine.compiled import build

    def fails(_):
        raise TypeError("the compiler has changed")

    monkeypatch.setattr(engine_building, "code_key", lambda: KEY)
    monkeypatch.setattr(build, "object_code", fails)
    with pytest.raises(EngineError, match="slower engine") as refused:
        built_engine(before=lambda: None)
    assert refused.value.code == "engine.not_built"
    assert kept_code(KEY) is None


def test_code_whose_sources_changed_meanwhile_is_not_kept(monkeypatch):
    from estran.engine.compiled import build

    names = iter([KEY, "n" * 32])
    monkeypatch.setattr(engine_building, "code_key", lambda: next(names))
    monkeypatch.setattr(build, "object_code", lambda _: (NAME, CODE))
    with pytest.raises(EngineError, match="changed while"):
        built_engine(before=lambda: None)
    assert kept_code(KEY) is None


def test_standing_tells_what_is_kept_and_why_it_is_not_used(monkeypatch):
    monkeypatch.setattr(engine_building, "code_key", lambda: KEY)
    nothing = standing()
    assert (nothing.used, nothing.size, nothing.folder) == (False, None, code_folder(KEY))
    assert "estran engine build" in (nothing.why_not or "")
    write_code(KEY, NAME, CODE)
    monkeypatch.setattr(engine_building, "loaded", lambda *_: None)
    kept = standing()
    assert kept.used
    assert (kept.size or 0) > len(CODE)
    code_folder(KEY).chmod(0o777)
    assert not standing().used

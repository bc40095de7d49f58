"""The thread that does the room's rounds: it goes on after trouble, and stops when told."""

from __future__ import annotations

import logging
from threading import Event
from typing import TYPE_CHECKING

from estran.adapters import background_thread
from estran.adapters.background_thread import BackgroundThread

if TYPE_CHECKING:
    import pytest


def test_it_takes_step_after_step_until_it_is_stopped() -> None:
    done, third = [0], Event()

    def step() -> bool:
        done[0] += 1
        if done[0] >= 3:
            third.set()
        return True

    thread = BackgroundThread(step, rest=0.0)
    thread.start()
    assert third.wait(5)
    thread.ask_to_stop()
    thread.join(patience=5)
    after = done[0]
    assert not Event().wait(0.05)
    assert done[0] == after


def test_trouble_is_logged_without_its_values_and_the_next_step_is_taken(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(background_thread, "AFTER_TROUBLE_S", 0.0)
    recovered, tries, secret = Event(), [0], "".join(("+336", "12345678"))

    def step() -> bool:
        tries[0] += 1
        if tries[0] == 1:
            raise ValueError(secret)
        recovered.set()
        return False

    thread = BackgroundThread(step, rest=0.01)
    with caplog.at_level(logging.ERROR):
        thread.start()
        assert recovered.wait(5)
        thread.ask_to_stop()
        thread.join(patience=5)
    assert "ValueError" in caplog.text
    assert secret not in caplog.text


def test_whoever_rings_need_not_wait_for_the_next_look() -> None:
    looks, first, rung = [0], Event(), Event()

    def step() -> bool:
        looks[0] += 1
        (first if looks[0] == 1 else rung).set()
        return False

    thread = BackgroundThread(step, rest=60.0)
    thread.start()
    assert first.wait(5)
    thread.ring()
    assert rung.wait(5)
    thread.ask_to_stop()
    thread.join(patience=5)


def test_a_thread_at_rest_stops_at_once() -> None:
    looked = Event()

    def step() -> bool:
        looked.set()
        return False

    thread = BackgroundThread(step, rest=60.0)
    thread.start()
    assert looked.wait(5)
    thread.ask_to_stop()
    thread.join(patience=5)
    assert not thread._thread.is_alive()

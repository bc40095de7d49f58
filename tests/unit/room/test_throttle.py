"""The sliding window: so many tries, then a wait that helps, and a bounded memory."""

from datetime import timedelta

from estran.room.throttle import SlidingWindow
from tests.support.servers import START

MINUTE = timedelta(minutes=1)


def test_tries_beyond_the_bound_wait_until_the_oldest_is_out_of_the_window() -> None:
    window = SlidingWindow(most=2, span=10 * MINUTE)
    assert window.enter("a", now=START) is None
    assert window.enter("a", now=START + MINUTE) is None
    assert window.enter("a", now=START + 2 * MINUTE) == 8 * MINUTE
    assert window.enter("a", now=START + 9 * MINUTE) == MINUTE
    assert window.enter("a", now=START + 10 * MINUTE) is None
    assert window.enter("a", now=START + 10 * MINUTE) == MINUTE


def test_keys_do_not_count_for_each_other_and_can_be_forgotten() -> None:
    window = SlidingWindow(most=1, span=MINUTE)
    assert window.enter("a", now=START) is None
    assert window.enter("b", now=START) is None
    assert window.enter("a", now=START) is not None
    window.forget("a")
    window.forget("a")
    assert window.enter("a", now=START) is None


def test_only_so_many_keys_are_kept_in_mind() -> None:
    window = SlidingWindow(most=1, span=MINUTE, keys=2)
    for key in "abc":
        assert window.enter(key, now=START) is None
    assert window.enter("b", now=START) is not None
    assert window.enter("a", now=START) is None  # the longest unused was forgotten

"""The dice of a step: one word a body, two steps to a block, whatever the split."""

import numpy as np

from estran.engine.dice import HULL, PEOPLE, STREAM, east_draw, north_draw, side_draw, words_of
from estran.quantities.randomness import RandomStreams

STREAMS = RandomStreams(9)


def test_a_block_of_the_generator_holds_two_steps_of_one_particle():
    words = STREAMS.words(STREAM, step=3, first=20, count=4)
    even = words_of(STREAMS, number=6, first=5, count=1)
    odd = words_of(STREAMS, number=7, first=5, count=1)
    assert [even[HULL, 0], even[PEOPLE, 0], odd[HULL, 0], odd[PEOPLE, 0]] == words.tolist()


def test_any_split_of_particles_gives_the_same_words():
    whole = words_of(STREAMS, number=11, first=0, count=9)
    np.testing.assert_array_equal(whole[:, 2:7], words_of(STREAMS, number=11, first=2, count=5))


def test_the_three_draws_of_a_word_share_no_bit_and_stay_within_zero_and_one():
    ones = np.uint64(2**64 - 1)
    for draw in (side_draw, east_draw, north_draw):
        assert 0.0 < draw(np.uint64(0)) < draw(ones) < 1.0
    assert side_draw(np.uint64(2**33 - 1)) == side_draw(np.uint64(0))
    low = np.uint64(0x1FFFF)
    assert east_draw(low) == east_draw(np.uint64(0)) != east_draw(np.uint64(2**17))
    assert north_draw(np.uint64(1)) == north_draw(np.uint64(0)) != north_draw(np.uint64(2))


def test_a_word_alone_and_a_row_of_them_give_the_same_draws():
    words = words_of(STREAMS, number=0, first=0, count=4)[HULL]
    for draw in (side_draw, east_draw, north_draw):
        assert [draw(word) for word in words] == draw(words).tolist()

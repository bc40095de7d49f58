"""Salmon et al. (2011): the words under every random stream are those of Philox4x64-10.

The three vectors are the ones published for this generator with the Random123 distribution
(all zeros, all ones, digits of pi).
"""

import numpy as np
import pytest

from estran.quantities import randomness
from estran.quantities.randomness import RandomStreams

ONES = 2**64 - 1
PUBLISHED = [
    pytest.param(
        (0, 0, 0, 0),
        (0, 0),
        (0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B),
        id="zeros",
    ),
    pytest.param(
        (ONES, ONES, ONES, ONES),
        (ONES, ONES),
        (0x87B092C3013FE90B, 0x438C3C67BE8D0224, 0x9CC7D7C69CD777B6, 0xA09CAEBF594F0BA0),
        id="ones",
    ),
    pytest.param(
        (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
        (0x452821E638D01377, 0xBE5466CF34E90C6C),
        (0xA528F45403E61D95, 0x38C72DBD566E9788, 0xA5A1610E72FD18B5, 0x57BD43B5E52B7FE6),
        id="pi",
    ),
]


def philox4x64_10(counter, key):
    """The cipher of the paper in plain integers: ten rounds, the key bumped by Weyl constants."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        high0, low0 = divmod(0xD2E7470EE14C6C93 * c0, 2**64)
        high1, low1 = divmod(0xCA5A826395121157 * c2, 2**64)
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
        k0, k1 = (k0 + 0x9E3779B97F4A7C15) & ONES, (k1 + 0xBB67AE8584CAA73B) & ONES
    return c0, c1, c2, c3


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_the_reference_cipher_gives_the_published_words(counter, key, words):
    assert philox4x64_10(counter, key) == words


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_the_generator_in_use_gives_the_published_words(counter, key, words):
    whole = sum(word << 64 * place for place, word in enumerate(counter))
    generator = randomness._philox(key=key, counter=whole)
    assert tuple(map(int, generator.random_raw(4))) == words


@pytest.mark.parametrize(
    ("seed", "step", "first"), [(0, 0, 0), (7, 3, 5), (2**64 - 1, 2**63, 4 * 10**9 + 2)]
)
def test_a_stream_is_the_cipher_of_seed_name_step_and_place(seed, step, first):
    stream = "drift.diffusion"
    key = (seed, randomness._name_key(stream))
    expected = [
        philox4x64_10((place // 4, 0, step, 0), key)[place % 4] for place in range(first, first + 9)
    ]
    words = RandomStreams(seed).words(stream, step=step, first=first, count=9)
    assert words.dtype == np.uint64
    assert [int(word) for word in words] == expected

"""Philox4x64 of ten rounds, word by word: the dice of `quantities.randomness`, for compiled loops.

Source: salmon_2011. Words and blocks are numbered there as here, so both throw the same.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

Block: TypeAlias = tuple[np.uint64, np.uint64, np.uint64, np.uint64]

MULTIPLIER_0 = np.uint64(0xD2E7470EE14C6C93)
MULTIPLIER_1 = np.uint64(0xCA5A826395121157)
WEYL_0 = np.uint64(0x9E3779B97F4A7C15)
WEYL_1 = np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10
ZERO = np.uint64(0)
HALF_WORD = np.uint64(32)
LOW_HALF = np.uint64(0xFFFFFFFF)


def high_product(a: np.uint64, b: np.uint64) -> np.uint64:
    """Upper half of the product of two words; one instruction where it is compiled."""
    a_low, a_high = a & LOW_HALF, a >> HALF_WORD
    b_low, b_high = b & LOW_HALF, b >> HALF_WORD
    middle = a_high * b_low + ((a_low * b_low) >> HALF_WORD)
    rest = a_low * b_high + (middle & LOW_HALF)
    return a_high * b_high + (middle >> HALF_WORD) + (rest >> HALF_WORD)


def philox(block: np.uint64, step: np.uint64, seed: np.uint64, key: np.uint64) -> Block:
    """Four words of a block of a step of a stream."""
    c0, c1, c2, c3 = block, ZERO, step, ZERO
    k0, k1 = seed, key
    for _ in range(ROUNDS):
        high_0 = high_product(MULTIPLIER_0, c0)
        high_1 = high_product(MULTIPLIER_1, c2)
        low_0, low_1 = MULTIPLIER_0 * c0, MULTIPLIER_1 * c2
        c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
        k0, k1 = k0 + WEYL_0, k1 + WEYL_1
    return c0, c1, c2, c3

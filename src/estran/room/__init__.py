"""Use cases of a watch over ports. So far: the clock, and what may be taken in."""

"""Laws that harm people: swamping, waves, surf, wading, crowding, grounding, cold.

Each law is a small pure function of numbers. Outside its range it answers NaN, and a class made
from it is unknown. What leaves the house is a class, never a number of a law.
"""

"""How history weeds out settings of the laboratory, and what it cannot tell apart.

Here live targets, implausibility, waves, weights, checks and the posterior. What a season does is
not known here: it comes in as a function.
"""

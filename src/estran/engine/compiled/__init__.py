"""The engine as machine code: the reference's physics, particle by particle, from the same laws.

Plain functions of numbers that Numba compiles once; without Numba they still run, slowly. Nothing
here reads a file: object code comes from, and goes to, whoever asked for it.
"""

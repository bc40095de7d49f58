"""What may be read off the results of a study, by published methods: pure functions on arrays.

Each method is named after its publication. Nothing is simulated, read or put in words here, and
no outcome is weighed against another.
"""

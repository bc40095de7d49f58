"""Laws that move things at sea, and the published numbers they stand on.

Each law is a small pure function of numbers; none knows a loop, a file of the user or a case.
"""

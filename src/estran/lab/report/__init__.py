"""The report of a study: one HTML file that needs nothing else, in English or French.

It says what was found and how surely; nothing is computed, ranked or added up here.
"""

"""The Monte Carlo machine: many weighted particles, each with a scenario, moved by drift laws.

It knows laws, not cases, and its loop knows no law by name. Nothing here judges, advises or reads a
file.
"""

"""The doctrine laboratory: simulated seasons under candidate doctrines, compared with care.

Here live seasons, calibration, comparison and report. No file, socket, process or clock is opened
here, and no doctrine is called better: outcomes stand side by side.
"""

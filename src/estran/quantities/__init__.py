"""What numbers mean: units, geodesy, texts of positions, courses and times, named random streams.

Everything above may lean on this floor. No physics, no place, no data and no file live here.
"""

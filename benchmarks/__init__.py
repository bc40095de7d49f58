"""What Estran costs, as ratios to things that a reader can run: `make bench`."""

"""Live sources of the sea: each is asked by HTTP in its documented form, and never believed."""

"""Sea, air, light and coast as functions of place and time."""

"""Everything that touches files, clocks, sockets, databases or other services; pictures too."""

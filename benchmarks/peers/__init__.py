"""Other people's drift tools at the same work as Estran, each in an environment of its own."""

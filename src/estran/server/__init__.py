"""HTTP: routes over the use cases of the room, and what guards them. No file, no database."""

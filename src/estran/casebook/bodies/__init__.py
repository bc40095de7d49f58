"""What can happen: one frozen class for each kind of event. Nothing is decided here."""

"""One situation, one answer: where sea, drift and engine meet, and the only place."""

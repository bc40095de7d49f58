"""The record: events in, state out. It knows no model, no file and no clock."""

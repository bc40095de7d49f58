"""Who can be saved, and until when nobody may stop looking."""

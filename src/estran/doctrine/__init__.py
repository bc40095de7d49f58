"""Rules as data: facts in, a verdict for every option out, with its reasons."""

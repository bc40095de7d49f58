"""What Estran says to people: one catalogue a language. No other room writes prose for a screen."""

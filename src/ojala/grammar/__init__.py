"""What decides mood and tense in a Spanish clause."""

"""Reference: the rules of the moods and the verbs, straight from content and engines."""

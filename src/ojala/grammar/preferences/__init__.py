"""Preferences: what the context makes likelier where grammar leaves both moods open."""

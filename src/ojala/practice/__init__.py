"""Practice: start a session, issue an exercise, take an answer."""

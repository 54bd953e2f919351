"""The judgement on a response: what is right, what went wrong, and why."""

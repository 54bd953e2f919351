"""Progress: what the log of reviews says of a learner, and the memory model fitted to it."""

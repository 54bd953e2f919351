"""Work that progress leaves for the night: fitting a learner's memory parameters."""

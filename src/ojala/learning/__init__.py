"""A learner's memory: how it changes with each review and what to practise next."""

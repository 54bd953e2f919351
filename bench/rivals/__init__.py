"""Other ways to take the same answer: what `python -m bench.answer` measures ours beside."""

"""Exercises: the items that are learnt and the questions that practise them."""

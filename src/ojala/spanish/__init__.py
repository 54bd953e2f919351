"""Spanish verbs: their forms, how each is built, and what a form can be."""

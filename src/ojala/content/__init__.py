"""The content: triggers, sentences, predicates and units, checked and loaded."""

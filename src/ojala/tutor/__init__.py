"""The tutor: a language model explains, and the engine has the last word."""

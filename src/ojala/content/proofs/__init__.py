"""Proofs that what the content files say is true of the engine; what is not is named."""

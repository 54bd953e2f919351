"""Jobs: what is done after a request, by whichever process has time for it."""

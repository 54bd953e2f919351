"""Mail: letters in the reader's language, sent by jobs, and a way out of each kind."""

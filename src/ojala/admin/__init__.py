"""Administration: people, reports, jobs, mail, switches, and the log of what was done."""

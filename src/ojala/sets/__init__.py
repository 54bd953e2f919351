"""Sets: exercises that learners and teachers write themselves, checked before they are taken."""

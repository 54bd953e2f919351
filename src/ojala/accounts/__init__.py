"""Accounts: signing up and in, passwords, the second step, devices, export and deletion."""

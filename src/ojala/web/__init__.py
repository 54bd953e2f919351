"""What every page and endpoint shares: identity, problems, security, templates."""

"""The `ojala` command."""

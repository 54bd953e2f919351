"""A truthful verdict on moving a service to another Python: checked by doing."""

__version__ = "0.1.0"

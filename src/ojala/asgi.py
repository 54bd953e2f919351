"""The application as a process of the server begins it."""

import gc

from fastapi import FastAPI


def application() -> FastAPI:
    """The application as the environment's settings make it, begun without collecting garbage.

    A start makes hundreds of thousands of objects that stay, and each round of the collector would
    look through all of them. It begins once they are out of its sight: when all is warmed up.
    """
    gc.disable()
    from ojala.app import from_environment  # noqa: PLC0415 - what it loads is what takes long

    return from_environment()

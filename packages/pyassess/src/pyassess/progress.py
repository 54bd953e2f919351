"""What a person sees while an assessment runs: one line per phase, on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TextIO


@dataclass(slots=True)
class Progress:
    """Counts phases and steps; rewrites its line on a terminal, prints lines elsewhere."""

    total: int = 0
    quiet: bool = False
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    number: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    _label: str = ""
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Announce a phase, and at its end what it took."""
        self.number += 1
        self._label = f"[{self.number}/{self.total}] {name}"
        started = time.perf_counter()
        self.step("…")
        try:
            yield
        finally:
            self.seconds[name] = round(time.perf_counter() - started, 1)
            self._print(f"{self._label}: {self.seconds[name]} s", last=True)

    def step(self, text: str) -> None:
        """Say what is being done just now."""
        self._print(f"{self._label}: {text}", last=False)

    def say(self, text: str) -> None:
        """Print a line of its own."""
        self._print(text, last=True)

    def _print(self, text: str, *, last: bool) -> None:
        if self.quiet or self.stream.closed:
            return
        with self._lock:
            if self.stream.isatty():
                self.stream.write(f"\r\x1b[K{text[:110]}" + ("\n" if last else ""))
            elif last or text.endswith("…"):
                self.stream.write(f"{text}\n")
            self.stream.flush()

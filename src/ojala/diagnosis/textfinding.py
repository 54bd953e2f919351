"""What is found in free text: an error, where it stands and what to write instead."""

from dataclasses import dataclass, replace

from ojala.diagnosis.findings import FindingKind


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One error in a text: where it is, what it is, what to write, and the rule it breaks."""

    start: int
    end: int
    text: str
    kind: FindingKind
    suggestions: tuple[str, ...]
    rule: str
    """The id of the trigger that decides; empty where the want of one does."""
    cue: tuple[int, int] | None = None
    """Where the words that decide begin and end."""

    def moved(self, by: int) -> "TextFinding":
        """The same finding, counted from another place."""
        cue = (self.cue[0] + by, self.cue[1] + by) if self.cue else None
        return replace(self, start=self.start + by, end=self.end + by, cue=cue)

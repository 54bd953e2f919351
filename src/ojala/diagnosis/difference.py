"""The difference between what was given and what was due, as segments that a page can mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

# Beyond this many letters (or words) a table of distances would cost more than it tells.
LIMIT = 48


class SegmentKind(StrEnum):
    """What a segment of an answer is, beside the answer that was due."""

    SAME = "same"
    EXTRA = "extra"
    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of letters: as given, and as due; one of them is empty where it has no counterpart."""

    kind: SegmentKind
    given: str
    due: str


def difference(given: str, due: str) -> tuple[Segment, ...]:
    """Align two texts, word by word and letter by letter inside the words that differ."""
    parts: list[tuple[str, str]] = []
    for left, right in aligned(_words(given), _words(due)):
        parts.extend(aligned(left, right) if left and right and left != right else [(left, right)])
    return _merged(parts)


def _words(text: str) -> tuple[str, ...]:
    """Words and the spaces between them, so that nothing is lost on the way back."""
    return tuple("".join(run) for _, run in groupby(text, str.isspace))


def _merged(parts: list[tuple[str, str]]) -> tuple[Segment, ...]:
    runs = groupby(((_kind(left, right), left, right) for left, right in parts), lambda p: p[0])
    segments = []
    for kind, run in runs:
        pairs = [(left, right) for _, left, right in run]
        segments.append(Segment(kind, "".join(p[0] for p in pairs), "".join(p[1] for p in pairs)))
    return tuple(segments)


def _kind(given: str, due: str) -> SegmentKind:
    if given == due:
        return SegmentKind.SAME
    if not due:
        return SegmentKind.EXTRA
    return SegmentKind.CHANGED if given else SegmentKind.MISSING


def aligned(given: Sequence[str], due: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair the parts of two sequences; common ends are paired first, which is cheap."""
    start = _common(given, due)
    end = _common(given[start:][::-1], due[start:][::-1])
    yield from ((part, part) for part in given[:start])
    yield from _middle(given[start : len(given) - end], due[start : len(due) - end])
    yield from ((part, part) for part in given[len(given) - end :])


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(given: Sequence[str], due: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not given or not due or len(given) > LIMIT or len(due) > LIMIT:
        if given or due:
            yield "".join(given), "".join(due)
        return
    yield from _walk(given, due, _distances(given, due))


def _distances(given: Sequence[str], due: Sequence[str]) -> list[list[int]]:
    """Distances between all suffixes, from which an alignment can be read forwards."""
    table = [[0] * (len(due) + 1) for _ in range(len(given) + 1)]
    for i in range(len(given), -1, -1):
        for j in range(len(due), -1, -1):
            if i == len(given) or j == len(due):
                table[i][j] = len(given) - i + len(due) - j
            else:
                changed = table[i + 1][j + 1] + (given[i] != due[j])
                table[i][j] = min(changed, table[i + 1][j] + 1, table[i][j + 1] + 1)
    return table


def _walk(
    given: Sequence[str], due: Sequence[str], table: list[list[int]]
) -> Iterator[tuple[str, str]]:
    i = j = 0
    while i < len(given) and j < len(due):
        if table[i][j] == table[i + 1][j + 1] + (given[i] != due[j]):
            yield given[i], due[j]
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j] + 1:
            yield given[i], ""
            i += 1
        else:
            yield "", due[j]
            j += 1
    yield from ((part, "") for part in given[i:])
    yield from (("", part) for part in due[j:])

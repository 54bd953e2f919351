"""Add verbs to the lexicon and lay it out again: `tidy_lexicon.py [contar encolumnar …]`.

The first word is a class (or a whole header, `"contar ~amar"`), the others are verbs; without
words the file is only laid out: sections by size, stems by alphabet, shared beginnings once.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from ojala.spanish.lexicon import parse_header, parse_line

_FILE = Path(__file__).parents[1] / "src/ojala/content/data/verbs/lexicon.txt"
_DEEPEST = 6
_WORTH = 3  # a line of its own pays from three stems on


def read(text: str) -> dict[tuple[str, str], set[str]]:
    """Read the stems by header and ending."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    key = ("", "")
    for line in text.splitlines():
        if line.startswith("["):
            key = (line[1:].partition("]")[0], parse_header(line)[1])
        elif not line.startswith("#"):
            found[key] |= set(parse_line(line))
    return found


def line_of(stems: Sequence[str], shared: str) -> str:
    """Write stems on one line, what they share before the hyphen."""
    rest = " ".join(stem[len(shared) :] or "=" for stem in stems)
    return f"{shared}- {rest}" if shared else rest


def lines_of(stems: Sequence[str], depth: int = 0) -> list[str]:
    """Choose the shortest way to write sorted stems that agree in their first letters."""
    whole = [line_of(stems, stems[0][:depth])]
    if len(stems) == 1 or depth >= _DEEPEST:
        return whole
    groups: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        groups[stem[: depth + 1]].append(stem)
    kept: list[str] = []
    below: list[str] = []
    for start, group in groups.items():
        apart = lines_of(group, depth + 1) if len(group) >= _WORTH and len(start) > depth else []
        if apart and len("\n".join(apart)) < sum(len(stem) - depth + 1 for stem in group):
            below += apart
        else:
            kept += group
    split = ([line_of(kept, stems[0][:depth])] if kept else []) + below
    return split if len("\n".join(split)) < len(whole[0]) else whole


def written(sections: dict[tuple[str, str], set[str]]) -> Iterator[str]:
    """Write the file, largest section first."""
    yield "# Verb → conjugation class. See README.md."
    for (header, ending), stems in sorted(sections.items(), key=lambda one: (-len(one[1]), one[0])):
        yield f"[{header}] -{ending}"
        yield from lines_of(sorted(stems))


def main() -> None:
    """Add what the command line names, then lay the file out."""
    sections = read(_FILE.read_text(encoding="utf-8"))
    header, *verbs = sys.argv[1:] or [""]
    for verb in verbs:
        for (_, ending), stems in sections.items():
            if ending == verb[-2:]:
                stems.discard(verb[:-2])
        sections[header, verb[-2:]].add(verb[:-2])
    text = "\n".join(written({key: stems for key, stems in sections.items() if stems})) + "\n"
    _FILE.write_text(text, encoding="utf-8")
    print(f"{sum(map(len, sections.values()))} verbs, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()

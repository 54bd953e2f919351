"""What the content costs to load, and one generated exercise of each kind beside a plain blank.

python -m bench.kinds [how many of each]
"""

import resource
import sys
import time
from random import Random
from statistics import median

from ojala.content.loader import load
from ojala.exercises import KINDS, Content, Kind, NoMaterialError

WARM = 50


def main() -> None:
    """Print the median and the 99th percentile of each kind, and its ratio to `cloze`."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    content = loaded()
    plain = 0.0
    print(f"{'kind':<18}{'median ms':>10}{'p99 ms':>10}{'of cloze':>10}")
    for name, kind in KINDS.items():
        times = sorted(timed(kind, content, count))
        middle = median(times)
        plain = plain or middle
        last = times[int(len(times) * 0.99)]
        print(f"{name:<18}{middle * 1e3:>10.3f}{last * 1e3:>10.3f}{middle / plain:>10.1f}")


def loaded() -> Content:
    """Load the content and print what that took; the cache stands unless this is a first start."""
    start = time.process_time()
    content = load()
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"content loaded in {spent * 1e3:.0f} ms CPU; the process then holds {memory:.0f} MiB\n")
    return content


def timed(kind: Kind, content: Content, count: int) -> list[float]:
    """The CPU seconds of so many exercises, after some that warm the caches."""
    rng = Random(5)  # noqa: S311 - samples
    times: list[float] = []
    while len(times) < count + WARM:
        item, seed = rng.choice(content.items), rng.randrange(2**32)
        start = time.process_time()
        try:
            kind.generate(item, content, seed)
        except NoMaterialError:
            continue
        times.append(time.process_time() - start)
    return times[WARM:]


if __name__ == "__main__":
    main()

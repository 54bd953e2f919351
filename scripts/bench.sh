#!/bin/sh
# Every measurement, one after another; each prints its table, and build/bench.json keeps the figures.
set -eu
main=${VENV:-.venv}/bin
scripts/bench_peers.sh build/peers
for name in verbs kinds diagnosis selecting balance learners progress answer starting clients browsing; do
  echo "── $name"
  "$main/python" -m "bench.$name"
done

#!/bin/sh
# Every measurement, one after another; each prints its table.
set -eu
main=${VENV:-.venv}/bin
for name in answer clients browsing diagnosis verbs selecting learners; do
  echo "── $name"
  "$main/python" -m "bench.$name"
done

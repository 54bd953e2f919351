#!/bin/sh
# Every measurement, one after another; each prints its table and adds to build/bench.json.
set -eu
main=${VENV:-.venv}/bin
for script in bench/*.py; do
  case $script in */common.py | */__init__.py) continue ;; esac
  echo "── $script"
  "$main/python" "$script"
done

#!/bin/sh
# Every test on this environment's Python, with coverage; then, on each other supported Python found
# here, what depends on it: verbs, memory, storage, use cases and commands, on the embedded database.
# Run by with_services.py, which brings the servers.
# OJALA_TEST_SCOPE=short is one way through every layer, both databases and the browser: for a second
# run on the same machine, which would only show the rest again.
set -eu
main=${VENV:-.venv}/bin
workers=${OJALA_TEST_WORKERS:-auto}
scope=${OJALA_TEST_SCOPE:-full}

if [ "$scope" = full ]; then
  "$main/pytest" -n "$workers" --cov --cov-report= tests
  # The core and the use cases have no excuse; the rest has a little.
  "$main/coverage" report --fail-under=95 --format=total >/dev/null \
    || { "$main/coverage" report --fail-under=95; exit 1; }
  "$main/coverage" report --fail-under=100 \
    --include='*/ojala/spanish/*,*/ojala/grammar/*,*/ojala/exercises/*,*/ojala/diagnosis/*,*/ojala/learning/*,*/service.py'
else
  "$main/pytest" -n "$workers" tests/storage tests/cli tests/practice/test_service.py tests/practice/test_pages.py \
    tests/browser/test_journeys.py
  exit 0
fi

for package in packages/*/; do
  [ -d "$package/tests" ] || continue
  echo "── $package"
  python=$(cd "$main" && pwd)/python
  (cd "$package" && "$python" -m pytest -q -m "index or not index")
done

current=$("$main/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
scripts/find_python.sh --all | while read -r python; do
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  [ "$version" != "$current" ] || continue
  echo "── Python $version"
  folder=.venv-$version
  [ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
  VIRTUAL_ENV=$PWD/$folder "$main/uv" pip install --quiet --require-hashes -r requirements-dev.lock
  VIRTUAL_ENV=$PWD/$folder "$main/uv" pip install --quiet --no-deps --editable .
  "$folder/bin/pytest" -n "$workers" -m "not exhaustive" -k "not postgresql" -p no:cacheprovider \
    tests/spanish tests/learning tests/storage tests/practice tests/jobs tests/cli </dev/null
done

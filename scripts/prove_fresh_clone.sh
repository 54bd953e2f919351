#!/usr/bin/env bash
# Clone this repository into an empty folder and run the README's two commands there, with a clean
# environment: nothing of ours but the package caches. Fails if either does.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
server=""
cleanup() {
  [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

# What is left of the environment is what any machine has: who one is, and how packages are reached.
kept=("HOME=$HOME" "PATH=$PATH" "LANG=C.UTF-8" "CI=${CI:-}")
kept+=("OJALA_REFERENCE=${OJALA_REFERENCE:-$source/../shared/reference}")
while IFS= read -r -d '' pair; do
  case "$pair" in
    PIP_*=* | UV_*=* | SSL_*=* | REQUESTS_*=* | [Hh][Tt][Tt][Pp]*_[Pp][Rr][Oo][Xx][Yy]=*) kept+=("$pair") ;;
  esac
done < <(env -0)
clean() { env -i "${kept[@]}" "$@"; }

git clone --quiet "$source" "$folder/ojala"
cd "$folder/ojala"

echo "── make run, in a fresh clone"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
started=$SECONDS
set -m
clean OJALA_PORT="$port" make run >"$folder/run.log" 2>&1 &
server=$!
set +m
for _ in $(seq 240); do
  if python3 - "$port" <<'PYTHON'
import sys, urllib.request
try:
    page = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", timeout=2)
    health = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/health", timeout=2)
    sys.exit(0 if b"ojal\xc3\xa1" in page.read() and health.status == 200 else 1)
except OSError:
    sys.exit(1)
PYTHON
  then
    echo "   it answered after $((SECONDS - started)) s"
    break
  fi
  kill -0 "$server" 2>/dev/null || { cat "$folder/run.log"; echo "make run ended"; exit 1; }
  sleep 0.5
done
grep -q "http://127.0.0.1:$port" "$folder/run.log" || { cat "$folder/run.log"; echo "it never said where it is"; exit 1; }
[ $((SECONDS - started)) -lt 120 ] || { cat "$folder/run.log"; echo "make run took too long"; exit 1; }
kill -INT -- "-$server"
wait "$server" 2>/dev/null || true
server=""

# Short, unless one asks for all: where CI runs this, it has just seen the whole.
scope=${OJALA_TEST_SCOPE:-short}
echo "── make test, in the same clone ($scope)"
clean OJALA_TEST_SCOPE="$scope" make test

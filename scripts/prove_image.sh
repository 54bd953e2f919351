#!/usr/bin/env bash
# Run the Dockerfile's own steps, stage by stage, in a bare virtual environment: for machines without
# a container engine. `/opt/ojala`, `/build` and `/var/lib/ojala` become folders of a temporary one;
# every other word of the builder's RUN lines and of production's ENV, CMD and HEALTHCHECK is used as
# it stands. Adding a user and a system package, as the later stages do, is left out.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
server=""
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  chmod -R u+w "$folder"
  rm -rf "$folder"
}
trap cleanup EXIT
mkdir -p "$folder/opt" "$folder/build" "$folder/var/lib/ojala" "$folder/bin"
ln -s "$("$source/scripts/find_python.sh")" "$folder/bin/python"

moved() { sed -e "s|/opt/ojala|$folder/opt/ojala|g; s|/build|$folder/build|g; s|/var/lib/ojala|$folder/var/lib/ojala|g"; }
# The lines of one stage, continued ones joined, comments gone.
stage() {
  sed -e ':join' -e '/\\$/{N;s/\\\n */ /;b join' -e '}' "$source/Dockerfile" | grep -v '^#' |
    awk -v name="$1" '/^FROM /{inside = ($4 == name)} inside && !/^FROM /'
}
build() {
  stage "$1" | moved | while read -r word rest; do
    case $word in
      COPY) set -- $rest; eval "target=\${$#}"
        for name in "${@:1:$#-1}"; do
          case $target in */) cp -r "$source/$name" "$folder/build/" ;; *) cp -r "$source/$name" "$folder/build/$(basename "$target")" ;; esac
        done ;;
      RUN) echo "  RUN ${rest:0:90} …"
        (cd "$folder/build" && PATH="$folder/bin:$PATH" sh -ec "$rest") ;;
    esac
  done
}
variables() { stage "$1" | moved | sed -n 's/^ENV //p' | tr ' ' '\n' | grep -v '^PATH=' | grep .; }

export UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
echo "── builder"
build builder

echo "── production"
chmod -R a-w "$folder/opt/ojala"
mapfile -t settings < <(variables production | sed 's/OJALA_PORT=.*/OJALA_PORT=0/')
port=$("$folder/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
clean=(env -i "PATH=$folder/opt/ojala/bin:/usr/bin:/bin" "${settings[@]}" OJALA_HOST=127.0.0.1 "OJALA_PORT=$port"
  "OJALA_PUBLIC_URL=https://ojala.example" "OJALA_SIGNING_KEYS=first:only-to-prove-the-steps-of-the-image" "OJALA_DATABASE_URL=sqlite+aiosqlite:///$folder/var/lib/ojala/ojala.db")
cd /
"${clean[@]}" ojala migrate
"${clean[@]}" ojala doctor
"${clean[@]}" ojala $(stage production | sed -n 's/^CMD \["\(.*\)"\]/\1/p') 2>"$folder/log" &
server=$!
check=$(stage production | sed -n 's/^HEALTHCHECK.* CMD \[\(.*\)\]$/\1/p' | sed "s/:8000/:$port/")
for _ in $(seq 120); do
  if printf '%s' "[$check]" | "${clean[@]}" python -c 'import json, subprocess, sys; sys.exit(subprocess.run(json.load(sys.stdin), stderr=subprocess.DEVNULL).returncode)'; then
    echo "  HEALTHCHECK passes"
    kill -TERM "$server"
    wait "$server" || true
    server=""
    echo "── backup"
    "${clean[@]}" ojala backup "$folder/var/lib/ojala/backup.ojala"
    echo "The image's steps work."
    exit 0
  fi
  sleep 0.5
done
cat "$folder/log"
exit 1

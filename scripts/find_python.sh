#!/bin/sh
# Print the newest supported Python on this machine, 3.13 preferred; `--all` prints every one found.
# Looks on PATH, then where pyenv and uv keep theirs.
set -eu
found=""
for version in 3.13 3.12 3.11; do
  for candidate in "python$version" python3 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python \
    "${XDG_DATA_HOME:-$HOME/.local/share}"/uv/python/cpython-"$version"*/bin/python; do
    path=$(command -v "$candidate" 2>/dev/null) || continue
    actual=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    [ "$actual" = "$version" ] || continue
    found=yes
    echo "$path"
    [ "${1:-}" = "--all" ] || exit 0
    break
  done
done
[ -n "$found" ] || { echo "Ojalá needs Python 3.11, 3.12 or 3.13; none was found." >&2; exit 1; }

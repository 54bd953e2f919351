#!/bin/sh
# Install the conjugators that ours is measured beside into a folder: each in an environment of its
# own, for they are no dependencies of ours. What cannot be installed here is left out, and said.
#   scripts/bench_peers.sh FOLDER
set -u
folder=$1
# The oldest Python found: mlconjug3 needs a scikit-learn that has wheels for no newer one.
python=$(scripts/find_python.sh --all | tail -n 1)
mkdir -p "$folder/node"

peer() {
  name=$1
  shift
  [ ! -x "$folder/$name/bin/python" ] || return 0
  echo "── installing $name"
  "$python" -m venv "$folder/$name" && "$folder/$name/bin/pip" install --quiet --only-binary :all: "$@" \
    || { echo "$name cannot be installed here"; rm -rf "${folder:?}/$name"; }
}

peer verbecc verbecc
peer mlconjug3 mlconjug3 "scikit-learn<1.5" "numpy<2"
if command -v npm >/dev/null && [ ! -d "$folder/node/node_modules" ]; then
  echo "── installing conjugate-esp and spanish-verbs"
  (cd "$folder/node" && npm install --silent @jirimracek/conjugate-esp spanish-verbs) \
    || echo "the conjugators for Node cannot be installed here"
fi

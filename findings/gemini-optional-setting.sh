#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: every setting an extension offers is one its user is told is missing.
#
# Expected: an extension offers a setting that its server does without (a folder, a currency); it installs quietly, and whoever wants the setting sets it.
# Happens: a setting has no word for "optional" and no default. The install says twice that the extension "has missing settings", and so does every later
#   "gemini extensions list" by "[not set]". A one-step install ends in a warning that asks for a second step.
# Why it matters here: our server reads folders from a variable, which the extension offered as such a setting. Gemini also tells servers of its folders when they
#   ask (roots), "/directory add" included, so the extension offers no setting.
# Source: https://github.com/google-gemini/gemini-cli/pull/9802 (settings are asked for) and https://github.com/google-gemini/gemini-cli/issues/18247 ("know when they are missing")
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @google/gemini-cli@0.61.0
mkdir -p home extension
cat > extension/gemini-extension.json <<'JSON'
{ "name": "shop", "version": "1.0.0", "settings": [{ "name": "Currency", "description": "Used where a table names none.", "envVar": "SHOP_CURRENCY" }] }
JSON
seen=$(echo y | env -i PATH="$PATH" HOME="$PWD/home" TERM=dumb npx gemini extensions install "$PWD/extension" --consent --skip-settings 2>&1 | grep -o 'has missing settings: Currency' | sort | uniq -c | xargs)
echo "$seen"
[[ "$seen" == *"has missing settings: Currency" ]] || { echo "changed: read this finding again"; exit 1; }

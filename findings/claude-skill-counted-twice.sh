#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a plugin that names its root as a skill and also has the folder skills/ lists the skill twice.
#
# Expected: "skills": ["./"] in plugin.json says where the skills are; or two copies of one skill with one name count once.
# Happens: the field adds to the folder skills/ and replaces nothing. One skill, kept at the root for hosts that clone a repository into their skills folder and under
#   skills/ for hosts that only look there, is listed twice under the same name, and its description is paid for twice in every session.
# Why it matters here: Codex and Gemini CLI find a plugin's skill only under skills/; "skills add" takes the root. plugin.json therefore names no skills: a test holds that the
#   copy under skills/ is generated, and bench/hosts.mjs shows that each host lists one.
# Source: https://skills.sh/anthropics/claude-plugins-official/plugin-structure (Anthropic on the layout of plugins: components in default folders are found by themselves)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332
mkdir -p home shop/.claude-plugin shop/skills/shop
printf '%s\n' '---' 'name: shop' 'description: Counts what a shop sells. Use it when somebody asks for a count.' '---' 'Count.' > shop/SKILL.md
cp shop/SKILL.md shop/skills/shop/SKILL.md
echo '{ "name": "shop", "version": "1.0.0", "description": "A shop.", "skills": ["./"] }' > shop/.claude-plugin/plugin.json
echo '{ "name": "shop", "owner": { "name": "A" }, "plugins": [{ "name": "shop", "source": "./", "description": "A shop." }] }' > shop/.claude-plugin/marketplace.json
claude() { env -i PATH="$PATH" HOME="$PWD/home" TERM=dumb DISABLE_AUTOUPDATER=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 ./node_modules/.bin/claude "$@"; }
claude plugin marketplace add "$PWD/shop" > /dev/null
claude plugin install shop@shop > /dev/null
seen=$(claude plugin details shop | grep -o 'Skills (.*')
echo "$seen"
[ "$(echo "$seen" | xargs)" = "Skills (2) shop, shop" ] || { echo "changed: read this finding again"; exit 1; }

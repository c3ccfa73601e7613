#!/usr/bin/env bash
# @anthropic-ai/mcpb 2.1.2: "mcpb pack" leaves a folder out that .mcpbignore takes back in, packs without the program, and says nothing.
#
# Expected: .mcpbignore reads like .gitignore: "*" leaves all out, "!dist/" and "!dist/**" take the folder dist back in. And a bundle whose entry_point is
#   not among its files is an error.
# Happens: folders are asked about without the slash at their end, so "!dist/" never fits them. The bundle holds the manifest alone; validation passes, the exit
#   code is 0, and the host that installs it has no program to start.
# Why it matters here: our first bundle for Claude Desktop was 7 kB and empty. .mcpbignore now names what stays out, and bench/hosts.mjs unpacks each bundle and
#   starts what its manifest says.
# Source: https://github.com/modelcontextprotocol/mcpb/issues/241 (patterns that take folders out unseen), and shared names in dist/node/files.js of the package
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/mcpb@2.1.2
mkdir -p bundle/dist
cat > bundle/manifest.json <<'JSON'
{ "manifest_version": "0.3", "name": "shop", "version": "1.0.0", "description": "A shop.", "author": { "name": "A" },
  "server": { "type": "node", "entry_point": "dist/server.mjs", "mcp_config": { "command": "node", "args": ["${__dirname}/dist/server.mjs"] } } }
JSON
echo 'console.error("started");' > bundle/dist/server.mjs
printf '%s\n' '*' '!manifest.json' '!dist/' '!dist/**' > bundle/.mcpbignore
(cd bundle && git init -q . && printf '%s\n' '*' '!manifest.json' '!dist/' '!dist/**' > .gitignore && echo "git takes: $(git ls-files -o --exclude-standard | sort | xargs)" && rm -rf .git .gitignore)
npx mcpb pack bundle shop.mcpb > pack.log
echo "mcpb pack ended with $?"
npx mcpb unpack shop.mcpb unpacked > /dev/null
seen=$(cd unpacked && find . -type f | sort | xargs)
echo "the bundle holds: $seen"
[ "$seen" = "./manifest.json" ] || { echo "changed: read this finding again"; exit 1; }

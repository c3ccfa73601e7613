#!/usr/bin/env bash
# @clickhouse/client 1.23.1: an address with a log level makes the client write to standard output.
#
# Expected: a library's log goes to standard error, or nowhere unless the program hands it a logger; an address says where the server is.
# Happens: `?log_level=INFO` in the address is taken as a setting of the client, and its own logger writes INFO and DEBUG lines with console.info and console.debug, which are standard
#   output. Two lines appear there before anything was asked.
# Why it matters here: an MCP server over stdio speaks its protocol on standard output, and the address comes from a user's environment, where such an ending may stand for another
#   program. A host drops a server that says anything else there. The product takes scheme, host, user, password and database of an address and leaves out the rest; a test gives one.
# Source: https://clickhouse.com/docs/integrations/javascript (configuration by URL, log level) and seen by running it
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @clickhouse/client@1.23.1
cat > address.mjs <<'JS'
import { createClient } from "@clickhouse/client";
const client = createClient({ url: "http://127.0.0.1:8123/default?log_level=INFO" });
await client.close();
JS
seen=$(node address.mjs 2> /dev/null | sed -E 's/^\[[^]]*\]//')
echo "$seen"
[ "$seen" = "[INFO][@clickhouse/client][Connection] Log level is set to INFO" ] || { echo "changed: read this finding again"; exit 1; }

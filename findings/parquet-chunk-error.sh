#!/usr/bin/env bash
# hyparquet 1.33.0: an error in the function that receives the chunks is not the reader's error.
#
# Expected: `await parquetRead({ file, onChunk })` fails when onChunk throws, as the callback of any reader that is waited for does, so that the caller can say which row it could not use.
# Happens: the promise of parquetRead ends well, and the error turns up later as an unhandled rejection, which ends a Node program that does not expect one. A caller that stops at the
#   first bad row by throwing gets a result that looks whole.
# Why it matters here: tables are read chunk by chunk and a value that cannot be an amount has to stop the call with its place. The product catches inside onChunk, keeps the first fault
#   and throws it after the read; a test gives a file with nested columns, which are refused there.
# Source: https://github.com/hyparam/hyparquet (src/read.js says that all errors come by its promise; the chain that calls onChunk is started and not waited for)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund hyparquet@1.33.0 hyparquet-writer@0.17.0
cat > chunk.mjs <<'JS'
import { parquetRead } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
const file = parquetWriteBuffer({ columnData: [{ name: "amount", data: [1, 2, 3], type: "INT32" }] });
process.on("unhandledRejection", ({ message }) => console.log("unhandled later:", message));
const onChunk = () => {
  throw new Error("row 2 cannot be used");
};
await parquetRead({ file, onChunk }).then(
  () => console.log("the read ended well"),
  ({ message }) => console.log("the read failed:", message),
);
await new Promise((done) => setTimeout(done, 100));
JS
seen=$(node chunk.mjs)
echo "$seen"
[ "$seen" = $'the read ended well\nunhandled later: row 2 cannot be used' ] || { echo "changed: read this finding again"; exit 1; }

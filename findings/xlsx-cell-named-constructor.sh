#!/usr/bin/env bash
# write-excel-file 4.1.1: a customer called "constructor" becomes a piece of program text in the workbook.
#
# Expected: a text cell holds the text it was given, whatever it says.
# Happens: the package keeps the texts it has written in a plain object and looks each new one up in it. "constructor" (and other names every object has) is found there before it was
#   ever written, so the cell's place among the shared texts is not a number but "function Object() { [native code] }", and the text itself is in no list. One office shows another
#   customer's name in that row, a strict reader gives the sheet up.
# Why it matters here: account lists hold whatever customers call themselves, and the workbook of a plan lists them all. The product writes its rows itself; of the package it uses the
#   styles. A test has such a customer in every sheet.
# Source: seen by running it; the lookup stands in the package's file of shared strings (https://gitlab.com/catamphetamine/write-excel-file)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund write-excel-file@4.1.1 fflate@0.8.3
cat > names.mjs <<'JS'
import { strFromU8, unzipSync } from "fflate";
import writeXlsxFile from "write-excel-file/node";
const rows = ["Acme", "constructor", "Bolt"].map((value) => [{ value, type: String }]);
const parts = unzipSync(new Uint8Array(await (await writeXlsxFile(rows)).toBuffer()));
const cells = [...strFromU8(parts["xl/worksheets/sheet1.xml"]).matchAll(/<v>([^<]*)<\/v>/g)].map(([, place]) => place);
const texts = [...strFromU8(parts["xl/sharedStrings.xml"]).matchAll(/<t>([^<]*)<\/t>/g)].map(([, text]) => text);
console.log("places:", cells.join(" | "));
console.log("texts:", texts.join(" | "));
JS
seen=$(node names.mjs)
echo "$seen"
[ "$seen" = $'places: 0 | function Object() { [native code] } | 1\ntexts: Acme | Bolt' ] || { echo "changed: read this finding again"; exit 1; }

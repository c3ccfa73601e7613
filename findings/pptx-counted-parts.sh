#!/usr/bin/env bash
# pptxgenjs 4.0.1: the names of a deck's parts depend on the decks made before it in the same process.
#
# Expected: two decks made of the same words and numbers have the same parts; a new deck begins at chart1.
# Happens: charts are counted over the life of the process. The second deck's only chart is chart2.xml with its workbook Microsoft_Excel_Worksheet2.xlsx.
# Why it matters here: a server lives for days, and its promise is "same input, same bytes": the record beside a plan knows its files by their hash, and a plan made again
#   would look like one that somebody had edited. The product numbers the parts anew, and a test compares the bytes of two runs.
# Source: https://github.com/gitbrent/PptxGenJS/blob/master/src/gen-charts.ts and gen-objects.ts (a counter beside the functions, never set back)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pptxgenjs@4.0.1 fflate@0.8.3
cat > twice.mjs <<'JS'
import pptxgen from "pptxgenjs";
import { unzipSync } from "fflate";
const Deck = pptxgen.default ?? pptxgen;
for (const run of ["first", "second"]) {
  const deck = new Deck();
  deck.addSlide().addChart(deck.charts.BAR, [{ name: "Lost", labels: ["Q1"], values: [5] }], { x: 1, y: 1, w: 6, h: 3 });
  const names = Object.keys(unzipSync(new Uint8Array(await deck.write({ outputType: "arraybuffer" }))));
  console.log(`${run}:`, names.filter((name) => /\/chart\d+\.xml$|\.xlsx$/.test(name)).map((name) => name.split("/").pop()).sort().join(", "));
}
JS
seen=$(node twice.mjs)
echo "$seen"
[ "$seen" = $'first: Microsoft_Excel_Worksheet1.xlsx, chart1.xml\nsecond: Microsoft_Excel_Worksheet2.xlsx, chart2.xml' ] || { echo "changed: read this finding again"; exit 1; }

#!/usr/bin/env bash
# pptxgenjs 4.0.1: a zero is drawn in a chart and missing from the sheet behind it.
#
# Expected: the slide's drawing and the workbook inside it hold the same three numbers.
# Happens: the chart's own record says 5, 0, 7; the cell of the zero is written as <v></v>, an empty one. The slide looks right until somebody chooses "Edit data":
#   then the office reads the workbook, and "nobody was lost" becomes "not known".
# Why it matters here: 0 is a value and a blank is not, in every table this project reads and writes. The product writes the zeros into the embedded workbooks after the
#   package is done with them, and a test opens each one.
# Source: https://github.com/gitbrent/PptxGenJS/issues/1430 and https://github.com/gitbrent/PptxGenJS/pull/1331 (both open)
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pptxgenjs@4.0.1 fflate@0.8.3
cat > chart.mjs <<'JS'
import pptxgen from "pptxgenjs";
import { strFromU8, unzipSync } from "fflate";
const Deck = pptxgen.default ?? pptxgen;
const deck = new Deck();
const series = [{ name: "Lost", labels: ["Q1", "Q2", "Q3"], values: [5, 0, 7] }];
deck.addSlide().addChart(deck.charts.BAR, series, { x: 1, y: 1, w: 6, h: 3 });
const parts = unzipSync(new Uint8Array(await deck.write({ outputType: "arraybuffer" })));
const part = (pattern) => parts[Object.keys(parts).find((name) => pattern.test(name))];
const drawn = /<c:numCache>.*?<\/c:numCache>/s.exec(strFromU8(part(/charts\/chart\d+\.xml$/)))[0];
console.log("drawn:", [...drawn.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => value || "nothing").join(", "));
const sheet = strFromU8(unzipSync(part(/embeddings\/.*\.xlsx$/))["xl/worksheets/sheet1.xml"]);
console.log("behind it:", [...sheet.matchAll(/<c r="B[234]"[^>]*><v>([^<]*)<\/v>/g)].map(([, value]) => value || "nothing").join(", "));
JS
seen=$(node chart.mjs)
echo "$seen"
[ "$seen" = $'drawn: 5, 0, 7\nbehind it: 5, nothing, 7' ] || { echo "changed: read this finding again"; exit 1; }

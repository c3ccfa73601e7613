#!/usr/bin/env bash
# d3-scale 4.0.3, esbuild 0.28.2: a page that only divides one number by another ships a color library.
#
# Expected: the package is made of ES modules and says `sideEffects: false`, so a page that imports scaleLinear alone, and never asks for ticks or colors, gets the few hundred bytes
#   of a linear scale.
# Happens: 27 KB arrive, minified, and a tenth of it is d3-scale. The scale's default way between two values is the general one of d3-interpolate, which knows colors and so brings
#   d3-color whole (10 KB); tick labels hang on every scale and bring d3-format. No option of a bundler can drop them, since both are reached from the function itself.
# Why it matters here: the page shown inside a conversation is fetched by the host and held in its memory, and is to stay under 40 KB. When it is built, d3-interpolate and d3-format are
#   replaced by the few lines a number needs; a test holds the size and that both draw the same.
# Source: https://github.com/d3/d3-scale/blob/main/src/continuous.js (its default interpolator) and measured with the bundler's own report
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund d3-scale@4.0.3 d3-color@3.1.1 d3-format@3.1.3 d3-interpolate@3.0.2 esbuild@0.28.2
cat > page.mjs <<'JS'
import { scaleLinear } from "d3-scale";
document.title = String(scaleLinear([0, 10], [0, 100])(5));
JS
cat > weigh.mjs <<'JS'
import { build } from "esbuild";
const { metafile } = await build({ entryPoints: ["page.mjs"], bundle: true, minify: true, format: "esm", write: false, metafile: true });
const [page] = Object.values(metafile.outputs);
const share = (name) => Object.entries(page.inputs).reduce((sum, [path, input]) => sum + (path.includes(`/${name}/`) ? input.bytesInOutput : 0), 0);
for (const name of ["d3-color", "d3-scale"]) console.log(`${name}: ${Math.round((100 * share(name)) / page.bytes)}% of the page`);
JS
seen=$(node weigh.mjs)
echo "$seen"
[ "$seen" = $'d3-color: 37% of the page\nd3-scale: 10% of the page' ] || { echo "changed: read this finding again"; exit 1; }

// Makes the page that a host shows beside an answer: one HTML file with its script and its style inside, which may load nothing and send nothing.
import { createHash } from "node:crypto";
import { build, type Plugin } from "esbuild";
import { darkColors, drawingStyle, lightColors } from "../src/render/svg.ts";

const style = `
:root{color-scheme:light;${lightColors}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${darkColors}}}
:root[data-theme=dark]{color-scheme:dark;${darkColors}}
body{margin:0;padding:14px 16px;box-sizing:border-box;font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","Noto Sans",sans-serif;color:var(--ink);background:var(--ground)}
html{background:var(--ground)}
p,ul{margin:0 0 10px;max-width:46rem;overflow-wrap:anywhere}
ul{padding-left:1.2rem}
.summary{font-weight:600;font-size:15px}
.text{white-space:pre-wrap}
figure{margin:18px 0 0;padding-top:12px;border-top:1px solid var(--line)}
h2{font-size:15px;line-height:1.3;margin:0;overflow-wrap:anywhere}
.basis{color:var(--soft);font-size:13px;margin:2px 0 8px}
svg{display:block;max-width:100%;height:auto}
summary{cursor:pointer;color:var(--main);padding:4px 0;width:fit-content}
summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--main);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:3px 10px 3px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;unicode-bidi:plaintext}
.right{text-align:right;white-space:nowrap}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
${drawingStyle}`;

// A scale of numbers needs of these packages how to go from one number to another; colors and formats would be half of the page.
const instead: Record<string, string> = {
  "d3-interpolate": `export const interpolateNumber = (a, b) => (t) => a * (1 - t) + b * t; export const interpolate = interpolateNumber; export const piecewise = interpolateNumber;
    export const interpolateRound = (a, b) => (t) => Math.round(a * (1 - t) + b * t);`,
  "d3-format": ["format", "formatPrefix", "formatSpecifier", "precisionFixed", "precisionPrefix", "precisionRound"]
    .map((name) => `export const ${name} = () => { throw new Error("not part of this page"); };`)
    .join(""),
};
const leaveOut: Plugin = {
  name: "leave-out-unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^d3-(interpolate|format)$/ }, ({ path }) => ({ path, namespace: "instead" }));
    onLoad({ filter: /./, namespace: "instead" }, ({ path }) => ({ contents: instead[path]!, loader: "js" }));
  },
};

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The whole page; its policy lets in this script and this style and nothing else. */
export async function appPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["src/app/view.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    plugins: [leaveOut],
    charset: "ascii",
    write: false,
    logLevel: "warning",
  });
  const script = outputFiles[0]!.text.trim();
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>CS Strategist: the answer in pictures</title>`,
    `<style>${style}</style></head><body><main><h1 class="unseen">The answer in pictures</h1><p>The answer is on its way.</p></main><script>${script}</script></body></html>`,
  ].join("");
}

import { escapeHtml } from "./escape.ts";

const style = `
:root { color-scheme: light; font-size: 15px; }
body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #1c2430; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .7rem; border-top: 1px solid #d5dbe3; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, li { max-width: 50rem; overflow-wrap: anywhere; }
ul, ol { padding-left: 1.4rem; margin: .5rem 0; }
ol { padding-left: 2rem; }
li { margin: .3rem 0; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid #2b5c9e; background: #eef3fa; font-weight: 600; }
blockquote p { margin: 0; }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #e3e8ee; vertical-align: top; }
th { text-align: left; font-weight: 600; background: #f4f6f9; border-bottom-color: #c6ced9; vertical-align: bottom; }
th[align="right"] { text-align: right; }
td[align="right"] { white-space: nowrap; }
pre { background: #f4f6f9; padding: .7rem 1rem; overflow-x: auto; line-height: 1.35; }
code { background: #f1f3f6; padding: 0 .25em; border-radius: 3px; }
pre code { padding: 0; background: none; }
@media (max-width: 48rem) { table { display: block; overflow-x: auto; } }
@media print {
  @page { margin: 13mm 14mm; }
  :root { font-size: 10.5px; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.4; }
  h2 { break-after: avoid; margin-top: 1.2rem; padding-top: .5rem; }
  h3, p:has(+ table) { break-after: avoid; }
  p, li { max-width: none; }
  tr, li, blockquote, pre { break-inside: avoid; }
  thead { display: table-header-group; }
  th, td { padding: .2rem .5rem; }
  th, blockquote { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** A markdown text as one self-contained HTML page that prints well. The markdown's own text must already be escaped. */
export async function htmlPage(title: string, markdown: string): Promise<string> {
  // Loaded when a document is written, not at every start.
  const { marked } = await import("marked");
  const body = marked.parse(markdown, { async: false, gfm: true });
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}</body>\n</html>\n`;
}

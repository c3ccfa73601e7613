import { escapeHtml } from "./escape.ts";

const style = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #1c2430; max-width: 62rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 1px solid #d5dbe3; }
p, li { max-width: 52rem; }
li { margin: .35rem 0; }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #e3e8ee; vertical-align: top; }
th { text-align: left; font-weight: 600; background: #f4f6f9; border-bottom-color: #c6ced9; }
code { background: #f1f3f6; padding: 0 .25em; border-radius: 3px; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } h2 { break-after: avoid; margin-top: 1.2rem; } table, li { break-inside: avoid; } @page { margin: 16mm; } }
`;

/** A markdown text as one self-contained HTML page that prints well. The markdown's own text must already be escaped. */
export async function htmlPage(title: string, markdown: string): Promise<string> {
  // Loaded when a document is written, not at every start.
  const { marked } = await import("marked");
  const body = marked.parse(markdown, { async: false, gfm: true });
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}</body>\n</html>\n`;
}

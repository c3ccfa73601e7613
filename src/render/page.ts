import { escapeHtml } from "./markdown.ts";
import { darkColors, drawingStyle, inlineSvg, lightColors, NARROW, type Picture, type PictureTable, WIDE } from "./svg.ts";

/** One file for a browser: nothing is loaded and nothing runs. It turns dark with its reader's screen, fits a phone, prints, and reads aloud in order. */
const style = `
:root { color-scheme: light dark; font-size: 15px; ${lightColors}; }
@media (prefers-color-scheme: dark) { :root { ${darkColors}; } }
body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "Noto Sans", sans-serif; color: var(--ink); background: var(--ground); max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
a { color: var(--main); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .4rem .8rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .7rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, li { max-width: 50rem; overflow-wrap: anywhere; }
ul, ol { padding-left: 1.4rem; margin: .5rem 0; }
ol { padding-left: 2rem; }
li { margin: .3rem 0; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid var(--main); background: var(--ask); font-weight: 600; }
blockquote p { margin: 0; }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; text-align: left; unicode-bidi: plaintext; }
th { font-weight: 600; background: var(--panel); vertical-align: bottom; }
th[align="right"], td[align="right"] { text-align: right; }
td[align="right"] { white-space: nowrap; }
td:not([align]) { overflow-wrap: anywhere; min-width: 6.5rem; }
.scroll { overflow-x: auto; max-width: 100%; }
pre { background: var(--panel); padding: .7rem 1rem; overflow-x: auto; line-height: 1.35; }
code { background: var(--panel); padding: 0 .25em; border-radius: 3px; }
pre code { padding: 0; background: none; }
.key { display: grid; grid-template-columns: repeat(3, 1fr); gap: .7rem; margin: 1rem 0; padding: 0; }
.key div { background: var(--panel); border-radius: 6px; padding: .6rem .9rem; }
.key dt { color: var(--soft); font-size: .85rem; }
.key dd { margin: 0; font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere; }
nav ul { columns: 3 11rem; list-style: none; padding: 0; }
nav li { margin: 0; }
nav a { display: inline-block; padding: .2rem 0; }
figure { margin: 1.6rem 0 2rem; }
figure h3 { margin: 0 0 .1rem; font-size: 1.05rem; }
figure .basis { color: var(--soft); font-size: .9rem; margin: 0 0 .7rem; }
figure svg { display: block; max-width: 100%; height: auto; }
summary { cursor: pointer; color: var(--main); padding: .3rem 0; width: fit-content; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
svg.narrow { display: none; }
${drawingStyle}
@media (max-width: 40rem) {
  body { margin: 1.2rem auto; padding: 0 1rem; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  nav ul { columns: 1; }
  .key { grid-template-columns: repeat(2, 1fr); }
}
@media print {
  @page { margin: 13mm 14mm; }
  :root { font-size: 10.5px; color-scheme: light; ${lightColors}; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.4; }
  nav, .skip { display: none; }
  svg.wide { display: block; max-width: 150mm; }
  svg.narrow { display: none; }
  h2 { break-after: avoid; margin-top: 1.2rem; padding-top: .5rem; }
  h3, p:has(+ table) { break-after: avoid; }
  p, li { max-width: none; }
  tr, li, blockquote, pre, figure svg, .key { break-inside: avoid; }
  figure h3, figure .basis { break-after: avoid; }
  summary { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  th, td { padding: .2rem .5rem; }
  th, blockquote, .key div, svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** A heading's place in its page. @example anchorOf("30, 60 and 90 days") // "30-60-and-90-days" */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/&[a-z#0-9]+;/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** A part of a page in markdown, whose own text must already be escaped: headings with anchors, tables that scroll by themselves. */
async function markdownPart(markdown: string): Promise<string> {
  // Loaded when a document is written, not at every start.
  const { Marked } = await import("marked");
  let heading = "";
  // Every part that scrolls has a name of its own.
  const named = new Map<string, number>();
  const nameOf = (kind: string): string => {
    const name = `${kind}: ${heading}`;
    const times = (named.get(name) ?? 0) + 1;
    named.set(name, times);
    return times === 1 ? name : `${name}, ${times}`;
  };
  const marked = new Marked({
    gfm: true,
    // An address in a name stays a name: a page made of somebody's export leads nowhere.
    tokenizer: { url: () => undefined },
    renderer: {
      heading({ tokens, depth, text }) {
        heading = text.replace(/\\(.)/g, "$1");
        const anchor = depth === 2 ? ` id="${anchorOf(heading)}"` : "";
        return `<h${depth}${anchor}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code({ text }) {
        return `<pre tabindex="0" role="region" aria-label="${escapeHtml(nameOf("Text"))}"><code>${escapeHtml(text)}\n</code></pre>\n`;
      },
      table(token) {
        const align = (one: { align: string | null }) => (one.align === "right" ? ' align="right"' : "");
        const cell = (one: (typeof token.header)[number], name: string, more = "") =>
          `<${name}${align(one)}${more}>${this.parser.parseInline(one.tokens)}</${name}>`;
        const head = token.header
          .map((one) => (one.text.trim() === "" ? `<td${align(one)}></td>` : cell(one, "th", ' scope="col"')))
          .join("");
        const rows = token.rows.map((row) => `<tr>${row.map((one) => cell(one, "td")).join("")}</tr>`).join("\n");
        return scrolling(nameOf("Table"), `<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody>`);
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

const scrolling = (said: string, table: string): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(said)}"><table>${table}</table></div>\n`;

const tableRows = ({ headers, rows, words }: PictureTable): string => {
  const align = (column: number) => (words.includes(column) ? "" : ' align="right"');
  const head = headers.map((text, column) => `<th scope="col"${align(column)}>${escapeHtml(text)}</th>`).join("");
  const body = rows.map(
    (row) => `<tr>${row.map((text, column) => `<td${align(column)}>${escapeHtml(text)}</td>`).join("")}</tr>`,
  );
  return `<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>`;
};

/** A picture drawn for a desk and for a phone, with what it rests on and its table. */
function figurePart(picture: Picture): string {
  const said = `${picture.title}. ${picture.basis} Its numbers stand in the table below.`;
  const id = `figure-${picture.name}`;
  return [
    `<figure id="picture-${picture.name}" role="group" aria-labelledby="${id}">`,
    `<h3 id="${id}">${escapeHtml(picture.title)}</h3>`,
    `<p class="basis">${escapeHtml(picture.basis)}</p>`,
    inlineSvg(picture.draw(WIDE), said, "wide"),
    inlineSvg(picture.draw(NARROW), said, "narrow"),
    `<details><summary>Table<span class="unseen">: ${escapeHtml(picture.title)}</span></summary>`,
    `${scrolling(`Figures: ${picture.title}`, tableRows(picture.table))}</details>`,
    "</figure>",
  ].join("\n");
}

/** A page in its order: the story, its pictures, and the chapters behind it. */
interface PageParts {
  title: string;
  /** In markdown; begins with the one heading of the first level. */
  story: string;
  /** Numbers to see at once, each with its name. */
  key: readonly { name: string; value: string }[];
  pictures: readonly Picture[];
  /** In markdown. */
  chapters: string;
}

const secondLevel = (markdown: string): string[] => [...markdown.matchAll(/^## (.+)$/gm)].map((match) => match[1]!);

const contents = (headings: readonly string[]): string =>
  `<nav aria-label="Contents"><ul>${headings.map((one) => `<li><a href="#${anchorOf(one)}">${escapeHtml(one.replace(/\\(.)/g, "$1"))}</a></li>`).join("")}</ul></nav>`;

const PICTURES = "In pictures";

/** A report as one self-contained HTML page. The markdown's own text must already be escaped. */
export async function reportPage({ title, story, key, pictures, chapters }: PageParts): Promise<string> {
  const told = await markdownPart(story);
  const [head, rest] = splitAfter(told, "</blockquote>");
  const numbers = key.length
    ? `<dl class="key">${key.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>\n`
    : "";
  const drawn = pictures.length
    ? `<section aria-labelledby="${anchorOf(PICTURES)}">\n<h2 id="${anchorOf(PICTURES)}">${PICTURES}</h2>\n${pictures.map(figurePart).join("\n")}\n</section>\n`
    : "";
  const headings = [...secondLevel(story), ...(pictures.length ? [PICTURES] : []), ...secondLevel(chapters)];
  const parts = [head, numbers, contents(headings), rest, drawn, await markdownPart(chapters)];
  return shell(
    title,
    `<a class="skip" href="#plan">Skip to the plan</a>\n<main id="plan" tabindex="-1">\n${parts.join("\n")}</main>\n`,
  );
}

function splitAfter(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at + sign.length), text.slice(at + sign.length)];
}

const shell = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}</body>\n</html>\n`;

/** A markdown text as one self-contained HTML page that prints well. The markdown's own text must already be escaped. */
export async function htmlPage(title: string, markdown: string): Promise<string> {
  return shell(title, `<main>\n${await markdownPart(markdown)}</main>\n`);
}

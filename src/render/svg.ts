import { escapeHtml } from "./markdown.ts";

/** What a mark says by its color; the colors stand in the style, one set for light and one for dark. */
export type Tone = "main" | "second" | "gain" | "loss" | "pale" | "ink";

/** A drawing of a given width: its height, and what stands in it. */
export interface Drawing {
  width: number;
  height: number;
  body: string;
}

/** A table beside a drawing: the same numbers for whoever reads and for whoever cannot see. */
export interface PictureTable {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns of words; all others stand to the right. */
  words: readonly number[];
}

/** A figure of a report: what it shows, what it rests on, how it is drawn at a width, and its table. */
export interface Picture {
  name: string;
  title: string;
  basis: string;
  draw(width: number): Drawing;
  table: PictureTable;
}

/** Widths that a page draws for: a desk and a sheet of paper, and a phone. */
export const WIDE = 760;
export const NARROW = 340;

/** Below this a name stands above its marks and not beside them. */
export const isNarrow = (width: number): boolean => width < 480;

const TEXT = 13;
export const SMALL = 12;

/** Control signs that no XML file may hold. */
const noXml = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

/** Text inside SVG. @example escapeXml("A & B") // "A &amp; B" */
export const escapeXml = (text: string): string => escapeHtml(text.replace(noXml, ""));

type Attributes = Record<string, string | number | undefined>;

/** An element; numbers are written to the tenth of a pixel. @example element("rect", { x: 1.234 }) // '<rect x="1.2"/>' */
export function element(name: string, attributes: Attributes, inner = ""): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? Math.round(value * 10) / 10 : escapeXml(String(value))}"`)
    .join("");
  return inner === "" ? `<${name}${said}/>` : `<${name}${said}>${inner}</${name}>`;
}

const NARROW_SIGNS = /[iljtfrI.,:;'|!()[\] ]/;
const BROAD_SIGNS = /[mwMW@%]/;
const FULL_SIGNS =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u;

/** About how wide a text is in the page's typeface; a little more rather than less. */
export function textWidth(text: string, size = TEXT): number {
  let width = 0;
  for (const sign of text) {
    if (/\p{Mark}/u.test(sign)) continue;
    if (FULL_SIGNS.test(sign)) width += 1.05;
    else if (NARROW_SIGNS.test(sign)) width += 0.36;
    else if (BROAD_SIGNS.test(sign)) width += 0.92;
    else width += /[A-Z]/.test(sign) ? 0.7 : 0.58;
  }
  return width * size;
}

/** A text cut to a width, with three dots where something is missing. @example clipped("A very long name", 40) // "A ve…" */
export function clipped(text: string, most: number, size = TEXT): string {
  const whole = text.replace(/\s+/g, " ").trim();
  if (textWidth(whole, size) <= most) return whole;
  let kept = "";
  for (const sign of whole) {
    if (textWidth(`${kept}${sign}…`, size) > most) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines of a width, the last one cut where there are more than so many. */
export function wrapped(text: string, most: number, size = TEXT, lines = 3): string[] {
  const made: string[] = [];
  let line = "";
  for (const word of text.replace(/\s+/g, " ").trim().split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer, size) <= most) line = longer;
    else {
      made.push(line);
      line = word;
    }
  }
  made.push(line);
  const kept = made.slice(0, lines).map((one) => clipped(one, most, size));
  if (made.length > lines) kept[lines - 1] = clipped(`${made[lines - 1]} ${made[lines]}…`, most, size);
  return kept;
}

interface TextOptions {
  anchor?: "start" | "middle" | "end";
  soft?: boolean;
  strong?: boolean;
  /** Stands over lines, with a rim of the ground's color. */
  halo?: boolean;
  size?: number;
  most?: number;
}

/** A line of text at a place; `most` cuts it, and the whole text then shows when pointed at. */
export function textAt(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { anchor = "start", soft = false, strong = false, halo = false, size = TEXT, most } = options;
  const shown = most === undefined ? text : clipped(text, most, size);
  const title = shown === text ? "" : element("title", {}, escapeXml(text));
  const names = [soft ? "soft" : "", strong ? "strong" : "", halo ? "halo" : "", size === SMALL ? "small" : ""]
    .filter(Boolean)
    .join(" ");
  return element(
    "text",
    { x, y, "text-anchor": anchor === "start" ? undefined : anchor, class: names || undefined },
    `${escapeXml(shown)}${title}`,
  );
}

/** A bar between two places, at least a hair wide; nothing where they are one. */
export const barAt = (from: number, to: number, y: number, height: number, tone: Tone): string =>
  from === to
    ? ""
    : element("rect", {
        x: Math.min(from, to),
        y,
        width: Math.max(1, Math.abs(to - from)),
        height,
        rx: 1.5,
        class: `fill-${tone}`,
      });

export const lineAt = (x1: number, y1: number, x2: number, y2: number, name: string): string =>
  element("line", { x1, y1, x2, y2, class: name });

/** What a color or a sign stands for. */
export interface Key {
  shape: "bar" | "dot" | "ring" | "line" | "range";
  tone: Tone;
  name: string;
}

function keySign({ shape, tone }: Key, x: number, y: number): string {
  if (shape === "bar") return element("rect", { x, y: y - 9, width: 12, height: 10, rx: 1.5, class: `fill-${tone}` });
  if (shape === "dot") return element("circle", { cx: x + 6, cy: y - 4, r: 4.5, class: `fill-${tone}` });
  if (shape === "ring") return element("circle", { cx: x + 6, cy: y - 4, r: 4, class: `ring-${tone}` });
  if (shape === "line") return lineAt(x + 6, y - 11, x + 6, y + 2, `stroke-${tone} dashed`);
  return lineAt(x, y - 4, x + 12, y - 4, `stroke-${tone} thick`);
}

/** The key in as many lines as it needs. */
export function keyLines(keys: readonly Key[], width: number): Drawing {
  let [x, y] = [0, 14];
  const parts: string[] = [];
  for (const key of keys) {
    const text = clipped(key.name, width - 18, SMALL);
    const needed = 18 + textWidth(text, SMALL) + 16;
    if (x > 0 && x + needed - 16 > width) [x, y] = [0, y + 19];
    parts.push(keySign(key, x, y), textAt(x + 18, y, text, { size: SMALL, soft: true }));
    x += needed;
  }
  return { width, height: keys.length ? y + 12 : 0, body: parts.join("") };
}

/** Colors of light and dark, as custom properties; text reaches a contrast of 4.5 to 1 and more on its ground, marks 3 to 1. */
export const lightColors =
  "--ground:#ffffff;--panel:#f4f6f9;--ink:#1c2430;--soft:#556070;--line:#d5dbe3;--main:#2b5c9e;--second:#7a8698;--gain:#1a7f78;--loss:#b8501a;--pale:#7391c0;--ask:#eef3fa";
export const darkColors =
  "--ground:#12161c;--panel:#1b212a;--ink:#e7ebf1;--soft:#a6b0be;--line:#343d4a;--main:#7fb0ef;--second:#8996a8;--gain:#4cc3b8;--loss:#f0965a;--pale:#56709c;--ask:#1a2636";

const tones: readonly Tone[] = ["main", "second", "gain", "loss", "pale", "ink"];

/** How drawings look; the colors come from the custom properties around them. */
export const drawingStyle = [
  `.pic text{font:${TEXT}px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","Noto Sans",sans-serif;fill:var(--ink);font-variant-numeric:tabular-nums}`,
  `.pic text.small{font-size:${SMALL}px}.pic text.soft{fill:var(--soft)}.pic text.strong{font-weight:600}.pic text.halo{paint-order:stroke;stroke:var(--ground);stroke-width:4px}`,
  ...tones.map((tone) => `.pic .fill-${tone}{fill:var(--${tone})}.pic .stroke-${tone}{stroke:var(--${tone});fill:none}`),
  ...tones.map((tone) => `.pic .ring-${tone}{fill:var(--ground);stroke:var(--${tone});stroke-width:2}`),
  ".pic .grid{stroke:var(--line)}.pic .thick{stroke-width:4}.pic .curve{stroke-width:2.5}.pic .dashed{stroke-width:2;stroke-dasharray:4 3}",
  ".pic .box{fill:var(--panel);stroke:var(--second)}.pic .link{stroke:var(--second);fill:none;stroke-width:1.5}.pic .band{fill:var(--pale);opacity:.35}",
].join("\n");

/** A drawing inside a page. */
export function inlineSvg({ width, height, body }: Drawing, said: string, name: string): string {
  return element(
    "svg",
    { class: `pic ${name}`, viewBox: `0 0 ${width} ${Math.ceil(height)}`, width, role: "img", "aria-label": said },
    body,
  );
}

/** A picture as a file of its own, light or dark as its reader's screen is. */
export function svgFile(picture: Picture): string {
  const { width, height, body } = picture.draw(WIDE);
  const line = 17;
  const basis = picture.basis === "" ? [] : wrapped(picture.basis, width, SMALL, 4);
  const top = 47 + basis.length * line;
  const space = 16;
  const whole = Math.ceil(height) + top + space;
  const style = `svg{${lightColors};background:var(--ground)}@media (prefers-color-scheme:dark){svg{${darkColors}}}\n${drawingStyle}\n.pic .title{font-size:17px;font-weight:600}`;
  const title = wrapped(picture.title, width / 1.3, TEXT, 1)[0]!;
  const inner = [
    element("title", {}, escapeXml(picture.title)),
    element("desc", {}, escapeXml(picture.basis)),
    `<style>${style}</style>`,
    element("text", { x: 0, y: 20, class: "title" }, escapeXml(title)),
    ...basis.map((text, index) => textAt(0, 42 + index * line, text, { soft: true, size: SMALL })),
    element("g", { transform: `translate(0 ${top})` }, body),
  ].join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" class="pic" role="img" width="${width + 2 * space}" height="${whole + space}" viewBox="${-space} ${-space} ${width + 2 * space} ${whole + space}">${inner}</svg>\n`;
}

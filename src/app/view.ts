/// <reference lib="dom" />
// What a host shows beside an answer: a page that gets the result of a call from the host, draws its pictures, and asks for nothing.
import { isNamed, type Named } from "../render/numbers.ts";
import { inlineSvg, type Picture } from "../render/svg.ts";
import { PROTOCOL, WHOLE_LISTS } from "./names.ts";
import { picturesOf } from "./pictures.ts";

const main = document.querySelector("main")!;

/** An element with text; what comes from outside is never read as markup. */
function made<Name extends keyof HTMLElementTagNameMap>(name: Name, text = "", kind = ""): HTMLElementTagNameMap[Name] {
  const one = document.createElement(name);
  if (text !== "") one.textContent = text;
  if (kind !== "") one.className = kind;
  return one;
}

let calls = 0;
const send = (message: Named) => window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
const tell = (method: string, params: Named) => send({ method, params });

/** A drawing as elements: read as XML, which runs nothing. */
function drawingOf(picture: Picture, width: number): Element | null {
  const said = `${picture.title}. ${picture.basis} Its numbers stand in the table below.`;
  const text = inlineSvg(picture.draw(width), said, "").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return read.nodeName === "svg" ? document.importNode(read, true) : null;
}

function tableOf({ title, table: { headers, rows, words } }: Picture): HTMLElement {
  const box = made("div", "", "scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", `Figures: ${title}`);
  const table = made("table");
  const side = (column: number) => (words.includes(column) ? "" : "right");
  const head = table.createTHead().insertRow();
  headers.forEach((text, column) => {
    const cell = text === "" ? made("td") : made("th", text, side(column));
    if (text !== "") cell.setAttribute("scope", "col");
    head.append(cell);
  });
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((text, column) => {
      line.append(made("td", text, side(column)));
    });
  }
  box.append(table);
  return box;
}

function figureOf(picture: Picture): { figure: HTMLElement; draw: (width: number) => void } {
  const figure = made("figure");
  const title = made("h2", picture.title);
  title.id = `picture-${picture.name}`;
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-labelledby", title.id);
  const place = made("div");
  const details = made("details");
  const summary = made("summary", "Table");
  summary.append(made("span", `: ${picture.title}`, "unseen"));
  details.append(summary, tableOf(picture));
  figure.append(title);
  if (picture.basis !== "") figure.append(made("p", picture.basis, "basis"));
  figure.append(place, details);
  return {
    figure,
    draw(width) {
      const drawn = drawingOf(picture, width);
      place.replaceChildren();
      if (drawn) place.append(drawn);
    },
  };
}

const NARROWEST = 260;
const WIDEST = 760;
let redraw = () => {};

/** As wide as the page is, in steps, so that a slow drag does not draw at every pixel. */
const widthNow = () => Math.max(NARROWEST, Math.min(WIDEST, Math.floor(main.clientWidth / 20) * 20));

function show(parts: readonly HTMLElement[], pictures: readonly Picture[] = []): void {
  const figures = pictures.map(figureOf);
  main.replaceChildren(made("h1", "The answer in pictures", "unseen"));
  for (const part of [...parts, ...figures.map(({ figure }) => figure)]) main.append(part);
  let drawn = 0;
  redraw = () => {
    if (widthNow() === drawn) return;
    drawn = widthNow();
    for (const { draw } of figures) draw(drawn);
  };
  redraw();
}

const firstText = (content: unknown): string => {
  const found = Array.isArray(content) ? content.find((one) => isNamed(one) && one.type === "text") : undefined;
  return isNamed(found) && typeof found.text === "string" ? found.text : "";
};

function showResult(params: Named): void {
  const meta = isNamed(params._meta) ? params._meta[WHOLE_LISTS] : undefined;
  const result = isNamed(params.structuredContent) ? params.structuredContent : null;
  if (params.isError === true || result === null) {
    show([made("p", firstText(params.content) || "The call gave no answer.", "text")]);
    return;
  }
  const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
  const list = made("ul");
  for (const text of texts(result.because)) list.append(made("li", text));
  const parts: HTMLElement[] = [];
  if (typeof result.summary === "string") parts.push(made("p", result.summary, "summary"));
  if (list.childElementCount) parts.push(list);
  show(parts, picturesOf({ ...result, ...(isNamed(meta) ? meta : {}) }));
}

function follow(context: unknown): void {
  if (isNamed(context) && (context.theme === "light" || context.theme === "dark"))
    document.documentElement.dataset.theme = context.theme;
}

const heard: Record<string, (params: Named) => void> = {
  "ui/notifications/tool-result": showResult,
  "ui/notifications/tool-cancelled": () => show([made("p", "The call was stopped before it answered.", "text")]),
  "ui/notifications/host-context-changed": follow,
};
const answered = ["ping", "ui/resource-teardown"];

function hear({ id, method, params, result }: Named): void {
  const given = isNamed(params) ? params : {};
  if (typeof method !== "string") {
    // The host's answer to the greeting: from here on it may send.
    if (id !== calls || !isNamed(result)) return;
    follow(result.hostContext);
    tell("ui/notifications/initialized", {});
  } else if (id === undefined) heard[method]?.(given);
  else if (answered.includes(method)) send({ id, result: {} });
  else send({ id, error: { code: -32601, message: `This page does not know ${method}.` } });
}

window.addEventListener("message", ({ source, data }) => {
  if (source === window.parent && isNamed(data) && data.jsonrpc === "2.0") hear(data);
});

let told = 0;
new ResizeObserver(() => {
  redraw();
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height !== told) tell("ui/notifications/size-changed", { height });
  told = height;
}).observe(document.body);

calls += 1;
send({
  id: calls,
  method: "ui/initialize",
  params: {
    appInfo: { name: "cs-strategist", version: "1.0.0" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    protocolVersion: PROTOCOL,
  },
});

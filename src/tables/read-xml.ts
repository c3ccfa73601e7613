// @ts-expect-error The package has no types; those below follow its description.
import * as saxen from "saxen";

/** A parser of XML that comes in pieces: each event is told once its part is whole. */
interface XmlParser {
  on(event: "openTag", told: (name: string, attributes: () => Record<string, string> | false) => void): void;
  on(event: "closeTag" | "text" | "cdata", told: (said: string) => void): void;
  write(xml: string): void;
  end(): void;
}
const { Parser } = saxen as { Parser: new () => XmlParser };

/** Who is told what stands in a part of XML; names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** The attributes of an element, read when asked for. */
export type Attributes = () => Record<string, string>;

const LONGEST_TEXT = 16 * 1024 * 1024; // not a figure: more than any cell holds

const plainEntities = new Map(Object.entries({ amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' }));
const entity = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|(\w{1,8}));/g;
const LAST_SIGN = 0x10ffff;

/** Signs by their number and the five plain entities; a document's own are never looked up, so that none can grow without end. */
function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(entity, (found, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return plainEntities.get(name) ?? found;
    const sign = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return sign > LAST_SIGN ? found : String.fromCodePoint(sign);
  });
}

const withoutPrefix = (name: string): string => {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
};

/** One attribute; a prefix before its name does not matter. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  const own = attributes[name] ?? attributes[Object.keys(attributes).find((key) => key.endsWith(`:${name}`)) ?? name];
  return own === undefined ? undefined : decoded(own);
}

/**
 * Reads XML in UTF-8 as its pieces come; stops where `enough` says so.
 * Throws Error for what is no XML.
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, listener: XmlListener, enough = () => false): Promise<void> {
  const parser = new Parser();
  const decoder = new TextDecoder();
  let untold = 0;
  parser.on("openTag", (name, attributes) => {
    untold = 0;
    listener.open(withoutPrefix(name), () => attributes() || {});
  });
  parser.on("closeTag", (name) => listener.close(withoutPrefix(name)));
  parser.on("text", (text) => listener.text(decoded(text)));
  parser.on("cdata", (text) => listener.text(text));
  for await (const piece of pieces) {
    untold += piece.length;
    if (untold > LONGEST_TEXT) throw new Error(`a text in it is longer than ${LONGEST_TEXT / 1024 / 1024} MB`);
    parser.write(decoder.decode(piece, { stream: true }));
    if (enough()) return;
  }
  parser.write(decoder.decode());
  parser.end();
}

import { crc32, deflateRawSync } from "node:zlib";
import { strFromU8, strToU8, unzipSync, Zip, type ZipInputFile } from "fflate";

/** Files inside an office file, by path, to read and to mend before it is packed again. */
export type PackageParts = Map<string, Uint8Array>;

export const textOf = (parts: PackageParts, path: string): string => strFromU8(parts.get(path) ?? new Uint8Array());
export const setText = (parts: PackageParts, path: string, text: string): void => void parts.set(path, strToU8(text));

/** The parts of an office file. */
export const unpacked = (file: Uint8Array): PackageParts => new Map(Object.entries(unzipSync(file)));

const DEFLATED = 8; // not a figure: how a package names what was deflated

/** An office file of its parts, the same bytes for the same parts: every part carries one date, whatever the day and the time zone. */
export function packed(parts: PackageParts): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, part] of parts) {
    // Deflated by the machine's own library, in a fifth of the time.
    const file: ZipInputFile = { filename, mtime, size: part.length, crc: crc32(part), compression: DEFLATED };
    zip.add(file);
    file.ondata!(null, deflateRawSync(part, { level: 4 }), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Where a reference of one part leads, as a path inside the file. */
function targetOf(rels: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const folder = rels.replace(/_rels\/[^/]*$/, "");
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/**
 * What an office program would offer to repair: parts that are named and not there, and parts without a type. Empty for a sound file.
 * @example missingParts(unpacked(file)) // ["[Content_Types].xml names ppt/slideMasters/slideMaster2.xml"]
 */
export function missingParts(parts: PackageParts): string[] {
  const types = textOf(parts, "[Content_Types].xml");
  const named = [...types.matchAll(/<Override [^>]*PartName="\/([^"]+)"/g)].map((match) => match[1]!);
  const endings = new Set([...types.matchAll(/<Default [^>]*Extension="([^"]+)"/g)].map((match) => match[1]!.toLowerCase()));
  const phantoms = named.filter((path) => !parts.has(path)).map((path) => `[Content_Types].xml names ${path}`);
  const led = [...parts.keys()]
    .filter((path) => path.endsWith(".rels"))
    .flatMap((rels) =>
      [...textOf(parts, rels).matchAll(/<Relationship [^>]*>/g)]
        .map(([tag]) => ({ tag, target: /Target="([^"]*)"/.exec(tag)?.[1] ?? "" }))
        .filter(({ tag, target }) => !/TargetMode="External"/.test(tag) && !parts.has(targetOf(rels, target)))
        .map(({ target }) => `${rels} leads to ${target}`),
    );
  const overrides = new Set(named);
  const untyped = [...parts.keys()]
    .filter((path) => !path.endsWith("/") && path !== "[Content_Types].xml" && !overrides.has(path))
    .filter((path) => !endings.has(path.split(".").at(-1)!.toLowerCase()))
    .map((path) => `${path} has no type`);
  return [...phantoms, ...led, ...untyped];
}

/** Takes out of the list of types the parts that are not there, which a writer named all the same. */
export function withoutPhantoms(parts: PackageParts): PackageParts {
  const types = textOf(parts, "[Content_Types].xml").replace(
    /<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g,
    (tag, path: string) => (parts.has(path) ? tag : ""),
  );
  const sound = new Map(parts);
  setText(sound, "[Content_Types].xml", types);
  return sound;
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");

/** The text between the brace at a place and the one that closes it. */
function blockAt(text: string, at: number): string {
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    if (text[place] === "{") depth += 1;
    else if (text[place] === "}" && --depth === 0) return text.slice(at + 1, place);
  }
  return "";
}

/** The names of a block's own fields, and none of what stands deeper. @example fieldsOf("a: number; b: { c: string }") // ["a", "b"] */
function fieldsOf(block: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let begins = true;
  for (let place = 0; place < block.length; place++) {
    const sign = block[place]!;
    const arrow = sign === ">" && block[place - 1] === "=";
    if ("([{<".includes(sign)) depth += 1;
    else if (")]}>".includes(sign) && !arrow) depth -= 1;
    if (depth > 0) continue;
    const name = begins ? /^\s*(?:readonly )?([A-Za-z_]\w*)\??:/.exec(block.slice(place)) : null;
    if (name) {
      names.push(name[1]!);
      place += name[0].length - 1;
      begins = false;
    } else if (",;\n".includes(sign)) begins = true;
    else if (/\S/.test(sign)) begins = false;
  }
  return names;
}

/** A shape so small that two of them may agree by chance. */
const FEWEST_FIELDS = 4;

/**
 * Interfaces of some files that have the very fields of a zod object in these files: shapes that are stated twice.
 * @example twinShapes(["interface A { a: 1; b: 2; c: 3; d: 4 } const B = z.strictObject({ a, b, c, d })"]) // shorthand is no field: []
 */
export function twinShapes(texts: readonly string[]): string[] {
  const bare = texts.map(withoutComments);
  const found = (pattern: RegExp) =>
    bare.flatMap((text) =>
      [...text.matchAll(pattern)].map((match) => ({
        name: match[1] ?? "",
        fields: fieldsOf(blockAt(text, match.index + match[0].length - 1))
          .sort()
          .join(),
      })),
    );
  const shapes = new Set(found(/\bz\s*\.(?:strictObject|object)\(\{/g).map(({ fields }) => fields));
  return found(/\binterface (\w+)[^{]*\{/g)
    .filter(({ fields }) => fields.split(",").length >= FEWEST_FIELDS && shapes.has(fields))
    .map(({ name }) => name);
}

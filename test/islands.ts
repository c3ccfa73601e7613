/** A file of a tree, by its path: its text, and what it takes from other files of the tree. */
export interface SourceFile {
  path: string;
  text: string;
  imports: { from: string; names: string[] }[];
}

/** A part of a file that shares nothing with the rest of it: the names of its declarations and how many lines it fills. */
export interface Island {
  names: string[];
  lines: number;
}

const DECLARATION = /^(export )?(?:async )?(?:function\*?|const|let|interface|type|class) ([\w$]+)/;

/** The declarations at the top of a file, a type and a value of one name as one. */
function declarationsOf(text: string): { name: string; words: Set<string>; lines: number }[] {
  const bare = text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ""))
    .replace(/(^|[^:])\/\/.*$/gm, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  const found = new Map<string, { name: string; words: Set<string>; lines: number }>();
  let open: { words: Set<string>; lines: number } | undefined;
  for (const line of bare.split("\n")) {
    const name = DECLARATION.exec(line)?.[2];
    if (name !== undefined) {
      open = found.get(name) ?? { words: new Set(), lines: 0 };
      found.set(name, { ...open, name, words: open.words });
      open = found.get(name);
    } else if (/^(import|export [{*])/.test(line)) open = undefined;
    if (open === undefined || line.trim() === "") continue;
    open.lines += 1;
    for (const [word] of line.matchAll(/[A-Za-z_$][\w$]*/g)) open.words.add(word);
  }
  return [...found.values()];
}

/**
 * Files whose parts share nothing: no part uses another or a third of the file, none is used by a file that uses another, and no two use the
 * same thing of their folder. Parts of fewer lines than `least` are passed over. The largest part is the file's subject, the others are islands.
 * @example islandsIn([{ path: "a.ts", text: "export const a = 1;\nexport const b = 2;\n", imports: [] }], 1).get("a.ts") // [{ names: ["b"], lines: 1 }]
 */
export function islandsIn(files: readonly SourceFile[], least: number): Map<string, Island[]> {
  const folder = (path: string): string => path.slice(0, path.lastIndexOf("/"));
  const readers = new Map<string, { path: string; names: string[] }[]>();
  for (const { path, imports } of files)
    for (const { from, names } of imports) readers.set(from, [...(readers.get(from) ?? []), { path, names }]);
  const found = new Map<string, Island[]>();
  for (const { path, text, imports } of files) {
    const declared = declarationsOf(text);
    const near = imports.filter(({ from }) => folder(from) === folder(path)).flatMap(({ names }) => names);
    const ties = [
      ...declared.map(({ name, words }) => [name, ...declared.map((one) => one.name).filter((one) => words.has(one))]),
      ...near.map((name) => declared.filter(({ words }) => words.has(name)).map((one) => one.name)),
      ...(readers.get(path) ?? []).map(({ names }) => names.filter((name) => declared.some((one) => one.name === name))),
    ];
    const home = new Map(declared.map(({ name }) => [name, name]));
    const rootOf = (name: string): string => (home.get(name) === name ? name : rootOf(home.get(name)!));
    for (const [first, ...others] of ties) for (const other of others) home.set(rootOf(other), rootOf(first!));
    const parts = new Map<string, Island>();
    for (const { name, lines } of declared) {
      const part = parts.get(rootOf(name)) ?? { names: [], lines: 0 };
      parts.set(rootOf(name), { names: [...part.names, name], lines: part.lines + lines });
    }
    const islands = [...parts.values()]
      .filter(({ lines }) => lines >= least)
      .sort((one, other) => other.lines - one.lines)
      .slice(1);
    if (islands.length > 0) found.set(path, islands);
  }
  return found;
}

import type { UsedCase } from "./used-case.ts";

/** Cases that know every component, as columns in the order of the names. */
export interface CompleteCases {
  names: string[];
  cases: UsedCase[];
  columns: Float64Array[];
  /** 1 for a lost account. */
  lost: Uint8Array;
}

/**
 * The cases that have a value for every component that any case names; a missing one is never filled in.
 * @example completeCases(cases).names // ["support", "usage"]
 */
export function completeCases(cases: readonly UsedCase[]): CompleteCases {
  const found = new Set<string>();
  for (const { components } of cases) for (const name in components) found.add(name);
  const names = [...found].sort();
  const complete = cases.filter(({ components }) => names.every((name) => (components?.[name] ?? null) !== null));
  const columns = names.map(() => new Float64Array(complete.length));
  const lost = new Uint8Array(complete.length);
  complete.forEach((one, row) => {
    lost[row] = one.lost ? 1 : 0;
    names.forEach((name, at) => {
      columns[at]![row] = one.components![name]!;
    });
  });
  return { names, cases: complete, columns, lost };
}

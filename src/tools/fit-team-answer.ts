/** What is left out of an answer that is too long to send, in this order; the summary says the questions, org_chart_text the chart. */
const leavable = ["questions", "ratio_checks", "org_chart", "message", "drivers", "charts", "months"] as const;
type Leavable = (typeof leavable)[number];

/** How much of an answer to send: rows of every page, what is left out whole, and whether the lists by tier are cut to the rows as well. */
export interface Extent {
  rows: number;
  left_out: readonly Leavable[];
  cut: boolean;
}

type Lists = { [Name in Exclude<Leavable, "message">]: unknown[] } & { message: string | null };

/** The fields without what is left out, and which of it there was something of. */
export function without<Fields extends Lists>(
  fields: Fields,
  { left_out }: Extent,
  show: string | undefined,
): { fields: Fields; names: Leavable[] } {
  const names = left_out.filter((name) => name !== show && fields[name] !== null && fields[name].length > 0);
  const empty = Object.fromEntries(names.map((name) => [name, name === "message" ? null : []]));
  return { fields: { ...fields, ...empty }, names };
}

/**
 * The first answer that is short enough to send: with all it holds and pages of no fewer than `enough` rows, then with one list after the
 * other left out, then with shorter pages, at last with the lists by tier cut too. Where one list is asked for, the others give way first.
 */
export function fitTeamAnswer<Sent>(
  answer: (extent: Extent) => Sent,
  { most, enough, characters, one_list }: { most: number; enough: number; characters: number; one_list: boolean },
): Sent {
  const extents: Extent[] = [];
  const from = (start: number, end: number, left: number, cut: boolean) => {
    for (let rows = start; rows >= end; rows -= 1) extents.push({ rows, left_out: leavable.slice(0, left), cut });
  };
  from(most, most, 0, false);
  if (!one_list) {
    for (let left = 0; left <= leavable.length; left += 1) from(most, Math.min(most, enough), left, false);
    from(most, Math.min(most, 2), leavable.length, false);
  }
  from(most, 1, leavable.length, true);
  for (const extent of extents.slice(0, -1)) {
    const one = answer(extent);
    if (JSON.stringify(one).length <= characters) return one;
  }
  return answer(extents.at(-1)!);
}

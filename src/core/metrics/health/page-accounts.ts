/**
 * One page of a list made row by row, so that only what is shown is made: as many rows as asked for, fewer when their text would grow past
 * `characters`, at least one. `next_offset` is where the next page begins, null on the last one.
 * @example pageAccounts(340, line, 0, 12, 4000).next_offset // 12 of 340 accounts shown
 */
export function pageAccounts<Row>(
  total: number,
  row: (index: number) => Row,
  offset: number,
  limit: number,
  characters: number,
): { page: Row[]; next_offset: number | null } {
  const page: Row[] = [];
  for (let length = 0, index = offset; index < total && page.length < limit; index += 1) {
    const made = row(index);
    length += JSON.stringify(made).length + 1;
    if (length > characters && page.length > 0) break;
    page.push(made);
  }
  const end = offset + page.length;
  return { page, next_offset: end < total ? end : null };
}

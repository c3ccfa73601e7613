import { cellText } from "./cell-text.ts";
import type { GridRow } from "./grid.ts";

/**
 * Makes what shows a row's cells as text by header. Few rows of a large table are ever asked for them, so they are read when asked:
 * the object that stands for them looks and copies like a plain one, and holds only the row.
 */
export function rowCells(headers: readonly string[]): (row: GridRow) => Record<string, string> {
  const places = new Map<string | symbol, number>(headers.map((header, place) => [header, place]));
  const read = (row: GridRow, header: string | symbol): string | undefined => {
    const place = places.get(header);
    return place === undefined ? undefined : cellText(row.cells[place]);
  };
  const handler: ProxyHandler<GridRow> = {
    get: read,
    has: (_, header) => places.has(header),
    ownKeys: () => [...headers],
    getOwnPropertyDescriptor(row, header) {
      const value = read(row, header);
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
    set: () => false,
    deleteProperty: () => false,
  };
  // Its keys are the headers, which the type of the row it reads cannot say.
  return (row) => new Proxy(row, handler) as unknown as Record<string, string>;
}

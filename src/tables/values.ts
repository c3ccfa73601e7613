/** Where each row's value stands among the distinct ones; as narrow as they allow. */
export type Places = Uint8Array | Uint16Array | Uint32Array;

const [ONE_BYTE, TWO_BYTES] = [0x100, 0x10000];

/** Places for so many rows among so many distinct values. */
export function placesFor(rows: number, distinct: number): Places {
  if (distinct <= ONE_BYTE) return new Uint8Array(rows);
  return distinct <= TWO_BYTES ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** Whether one more value than `last` can be told apart by places of this width. */
const holds = (places: Places, last: number): boolean =>
  places.BYTES_PER_ELEMENT > 2 || last < (places.BYTES_PER_ELEMENT === 1 ? ONE_BYTE : TWO_BYTES);

/** The same places, wide enough for a value at `last`; only the first `rows` are set yet. */
export function widened(places: Places, last: number, rows = places.length): Places {
  if (holds(places, last)) return places;
  const wider = placesFor(places.length, last + 1);
  wider.set(places.subarray(0, rows));
  return wider;
}

/**
 * One value for each row of a column, null where there is none. Read by row or as a whole; a row's value can be set, which no other column
 * sees.
 */
export abstract class Values<Value> {
  /** How often a value was set: what was found out of values holds while this stays. */
  version = 0;
  abstract readonly length: number;
  /** A row's value; null for a row that is not there. */
  abstract get(row: number): Value | null;
  abstract set(row: number, value: Value | null): void;
  /** The values that rows have, each once, and perhaps some that no row has any more. */
  abstract distinct(): readonly (Value | null)[];
  /** Whether some row has no value. */
  abstract hasNull(): boolean;
  /** Whether all values are known, without looking at each row, to be plain numbers to the hundredth and no larger than `most`. */
  isPlainUpTo(_most: number): boolean {
    return false;
  }

  forEach(use: (value: Value | null, row: number) => void): void {
    for (let row = 0; row < this.length; row++) use(this.get(row), row);
  }

  map<Made>(make: (value: Value | null, row: number) => Made): Made[] {
    const made: Made[] = new Array(this.length);
    for (let row = 0; row < this.length; row++) made[row] = make(this.get(row), row);
    return made;
  }

  /** The rows whose value fits. */
  rowsWhere(fits: (value: Value | null, row: number) => boolean): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.length; row++) if (fits(this.get(row), row)) rows.push(row);
    return rows;
  }

  findIndex(fits: (value: Value | null, row: number) => boolean): number {
    for (let row = 0; row < this.length; row++) if (fits(this.get(row), row)) return row;
    return -1;
  }

  some(fits: (value: Value | null, row: number) => boolean): boolean {
    return this.findIndex(fits) !== -1;
  }

  every(fits: (value: Value | null, row: number) => boolean): boolean {
    return this.findIndex((value, row) => !fits(value, row)) === -1;
  }

  *[Symbol.iterator](): Iterator<Value | null> {
    for (let row = 0; row < this.length; row++) yield this.get(row);
  }
}

/** The same values with each kept once. */
export const coded = <Value>(values: Values<Value>): CodedValues<Value> =>
  values instanceof CodedValues ? values : CodedValues.from<Value>([...values]);

/** Values of which each is kept once, with the place of each row's among them. */
export class CodedValues<Value> extends Values<Value> {
  private of: (Value | null)[];
  private codes: Places;
  private own: boolean;
  /** Whether the values are known to differ from one another. */
  private readonly differ: boolean;
  private identified: { of: Int32Array; count: number; version: number } | null = null;
  /** Made with the first value that is set; from then on the list of values is this column's own. */
  private known: Map<Value | null, number> | null = null;

  /** `codes` may be shared with others until a value is set; `own` says that they are not. */
  constructor(of: (Value | null)[], codes: Places, own = false, differ = false) {
    super();
    this.differ = differ;
    this.of = of;
    this.codes = codes;
    this.own = own;
  }

  /** The same value for every row. @example CodedValues.filled(3, null).get(2) // null */
  static filled<Value>(rows: number, value: Value | null): CodedValues<Value> {
    return new CodedValues<Value>([value], new Uint8Array(rows), true);
  }

  /** Values as a list gives them. @example CodedValues.from(["a", null]).get(1) // null */
  static from<Value>(list: readonly (Value | null)[]): CodedValues<Value> {
    const places = new Map<Value | null, number>();
    const codes = new Uint32Array(list.length);
    list.forEach((value, row) => {
      const known = places.get(value);
      if (known === undefined) places.set(value, places.size);
      codes[row] = known ?? places.size - 1;
    });
    return new CodedValues<Value>([...places.keys()], codes, true);
  }

  get length(): number {
    return this.codes.length;
  }

  /** By row, the place of its value among `distinct()`; two places may hold one value. */
  get places(): Places {
    return this.codes;
  }

  get(row: number): Value | null {
    return this.of[this.codes[row]!] ?? null;
  }

  set(row: number, value: Value | null): void {
    if (!(row >= 0 && row < this.codes.length)) return;
    this.version += 1;
    if (this.known === null) {
      this.of = [...this.of];
      this.known = new Map(this.of.map((one, place) => [one, place]));
    }
    let place = this.known.get(value);
    if (place === undefined) {
      place = this.of.length;
      this.of.push(value);
      this.known.set(value, place);
      const wide = widened(this.codes, place);
      this.own ||= wide !== this.codes;
      this.codes = wide;
    }
    if (!this.own) this.codes = this.codes.slice();
    this.own = true;
    this.codes[row] = place;
  }

  distinct(): readonly (Value | null)[] {
    return this.of;
  }

  hasNull(): boolean {
    const nulls = this.of.flatMap((value, place) => (value === null ? [place] : []));
    if (nulls.length === 0) return false;
    const among = new Set(nulls);
    return this.codes.some((place) => among.has(place));
  }

  /** By place: a number that equal values share, counted from 0 in the order of `distinct()`, and how many there are; -1 for null. */
  identities(): { of: Int32Array; count: number } {
    if (this.identified?.version !== this.version) this.identified = { ...this.identify(), version: this.version };
    return this.identified;
  }

  private identify(): { of: Int32Array; count: number } {
    if (this.differ)
      return { of: Int32Array.from(this.of, (value, place) => (value === null ? -1 : place)), count: this.of.length };
    const known = new Map<Value, number>();
    const of = Int32Array.from(this.of, (value) => {
      if (value === null) return -1;
      const own = known.get(value) ?? known.size;
      known.set(value, own);
      return own;
    });
    return { of, count: known.size };
  }

  /** How many rows have each value, in the order in which values first stand. */
  counts(): Map<Value, number> {
    const rows = new Float64Array(this.of.length);
    const counts = new Map<Value, number>();
    for (let row = 0; row < this.codes.length; row++) {
      const place = this.codes[row]!;
      if (rows[place] === 0) {
        const value = this.of[place]!;
        if (value !== null) counts.set(value, 0);
      }
      rows[place]! += 1;
    }
    this.of.forEach((value, place) => {
      if (value !== null && rows[place]! > 0) counts.set(value, counts.get(value)! + rows[place]!);
    });
    return counts;
  }

  /** Every value as another, each distinct one made once. */
  mapDistinct<Made>(make: (value: Value | null) => Made | null): CodedValues<Made> {
    this.own = false;
    return new CodedValues<Made>(this.of.map(make), this.codes);
  }
}

/** One check that two ways to the same number agree. */
export interface Tie {
  check: string;
  left: number;
  right: number;
  ok: boolean;
}

/** Two amounts that must be equal to the hundredth. @example equalTie("tiers add up to the book", 100, 100).ok // true */
export function equalTie(check: string, left: number, right: number): Tie {
  return { check, left, right, ok: Math.round(left * 100) === Math.round(right * 100) };
}

/** Something needed that must not exceed what there is. @example atMostTie("CSMs cover the work", 6.2, 6).ok // false */
export function atMostTie(check: string, needed: number, there: number): Tie {
  return { check, left: needed, right: there, ok: needed <= there };
}

import type { AttainmentShare, PayQuestion } from "./pay-question.ts";

/**
 * Attainments as shares of the team: a plain list gives everybody the same share. Null when none were given. Fractions.
 * @example attainmentSpread([0.8, 1]) // [{ attainment: 0.8, share: 0.5 }, { attainment: 1, share: 0.5 }]
 */
export function attainmentSpread(attainment: PayQuestion["attainment"]): AttainmentShare[] | null {
  return (
    attainment?.map((one) => (typeof one === "number" ? { attainment: one, share: 1 / attainment.length } : { ...one })) ?? null
  );
}

/** How many CSMs the cost is for: as said, else one a value of a plain list, else one. */
export function csmsPaid({ csms, attainment }: Pick<PayQuestion, "csms" | "attainment">): number {
  if (csms !== undefined) return csms;
  return attainment?.every((one) => typeof one === "number") ? attainment.length : 1;
}

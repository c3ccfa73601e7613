import { listed, plural } from "../../core/english.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Plan } from "./plan.ts";
import { cash, csms } from "./words-choice.ts";

const LEAST_TIMES = 1.5; // not a figure: how much larger a reader would call odd

/** That the table shows part of the book, how much, and what the plan stands on; null where it shows all. */
export function sampleLine(plan: Plan): string | null {
  if (plan.sample === null) return null;
  const { accounts, unpriced, arr, filled } = plan.sample;
  const blank = unpriced === 0 ? "" : ` (${unpriced} without an amount)`;
  const taken =
    filled === null
      ? "the plan stands on your totals, the file gives names and dates"
      : filled === "accounts"
        ? "the number of accounts is taken in the file's proportion: give it"
        : "the ARR is taken in the file's proportion: give it";
  return `The file holds ${accounts}${blank} of ${plural(plan.facts.accounts, "account")} and ${cash(plan, arr)} of ${cash(plan, plan.facts.arr)} ARR: ${taken}.`;
}

/** A tier whose unlisted accounts would have to pay much more, or less, than those listed; the odd one that holds most. */
export function sampleTierLine(plan: Plan): string | null {
  const odd = (plan.sample?.tiers ?? [])
    .flatMap((one) => {
      if (one.rest_average === null || one.listed === 0 || one.listed_arr <= 0) return [];
      const times = one.rest_average / (one.listed_arr / one.listed);
      return times >= LEAST_TIMES || times <= 1 / LEAST_TIMES ? [{ ...one, times }] : [];
    })
    .sort((a, b) => b.arr - a.arr);
  const [first] = odd;
  if (first === undefined) return null;
  const { tier, accounts, arr, listed: shown, listed_arr, rest, rest_average, times } = first;
  const much = times < 0 ? "which cannot be" : `${decimal(times, 1)} times as much each`;
  return `${accounts} ${tier} accounts hold ${cash(plan, arr)} as stated; ${shown} in the file ${cash(plan, listed_arr)}, so the other ${rest} average ${cash(plan, rest_average!)}, ${much}.`;
}

/** What else the sample shows that the totals do not: more owners than CSMs, a retention of its own. */
export function sampleDoubt(plan: Plan): string | null {
  if (plan.sample === null) return null;
  const { owners, grr, nrr, accounts } = plan.sample;
  const differ = plan.csms_today !== null && owners > plan.csms_today;
  const parts = [
    ...(differ ? [`The file names ${owners} owners and you count ${csms(plan.csms_today!)}: ask who the others are.`] : []),
    ...(grr === null
      ? []
      : [
          `Among the file's ${accounts} accounts GRR was ${percent(grr)}${nrr === null ? "" : ` and NRR ${percent(nrr)}`}; it is a sample and stands in no number.`,
        ]),
  ];
  return parts.length ? parts.join(" ") : null;
}

/** What the listed accounts bring up for decision, said of them alone. */
export function sampleRenewalLine(plan: Plan): string | null {
  const { sample, as_of } = plan;
  if (sample === null || as_of === null) return null;
  const open = sample.book.filter(({ renewal_date }) => renewal_date !== null && renewal_date >= as_of);
  if (open.length === 0) return null;
  const months = new Map<string, number>();
  for (const { renewal_date, arr } of open) {
    const quarter = quarterOf(renewal_date!);
    months.set(quarter, (months.get(quarter) ?? 0) + arr);
  }
  const rows = [...months].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, 3); // not a figure: quarters of a line
  return `Of the listed accounts only, by renewal date: ${listed(rows.map(([quarter, arr]) => `${cash(plan, arr)} in ${quarter}`))}.`;
}

/** The calendar quarter of a day. @example quarterOf("2027-03-20") // "2027 Q1" */
const quarterOf = (date: string): string => `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`; // not a figure: slices of an ISO date, months of a quarter

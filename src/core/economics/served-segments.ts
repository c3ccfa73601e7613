import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { Serving } from "./economics-fields.ts";
import { type QuestionSegment, type ServingPart, servingParts } from "./economics-question.ts";
import type { EconomicsFigures } from "./economics-reads.ts";

type Row = Serving["segments"][number];

/** Half-open: exactly at an end is beyond it. What is not fully counted can be above an end, and never surely below one. */
function against(value: number, low: number, high: number, whole: boolean): Row["against_ceiling"] {
  if (value >= high) return "above";
  if (!whole) return "too_narrow";
  return value < low ? "below" : "within";
}

function rowOf(segment: QuestionSegment, counted: readonly ServingPart[], figures: EconomicsFigures): Row {
  const { arr, accounts = null, touch } = segment;
  const cost = sumMoney(servingParts.map((part) => segment.costs?.[part] ?? 0));
  const share = arr === 0 ? null : ratioOfMoney(cost, arr);
  const each = accounts === null || accounts === 0 ? null : cost / accounts;
  const [low, high] = touch === undefined ? [null, null] : (figures.costToServe.value[touch] as [number, number]);
  const ceilingParts = servingParts.filter((part) => part !== "management");
  const whole = ceilingParts.every((part) => counted.includes(part));
  const [named_low, named_high] = figures.costPerAccount.value as [number, number];
  return {
    segment: segment.segment,
    ...(touch === undefined ? {} : { touch }),
    accounts,
    arr,
    cost,
    cost_per_account: each,
    share_of_arr: share,
    ceiling_low: low,
    ceiling_high: high,
    against_ceiling: share === null || low === null || high === null ? null : against(share, low, high, whole),
    ...(touch === "high"
      ? { against_named_csm: each === null ? null : against(each, named_low, named_high, counted.includes("csm")) }
      : {}),
  };
}

/**
 * Each segment's cost per account and share of ARR, against the ceilings of its touch and, for high touch, against the published cost of an
 * account of a named CSM. Empty without segments or when no segment states a cost. Money in major units a year. Throws nothing.
 */
export function servedSegments(
  segments: readonly QuestionSegment[],
  counted: readonly ServingPart[],
  figures: EconomicsFigures,
): { rows: Row[]; undefined: UndefinedField[] } {
  if (!segments.some((segment) => segment.costs !== undefined)) return { rows: [], undefined: [] };
  const rows = segments.map((segment) => rowOf(segment, counted, figures));
  const at = (name: string) => `serving.segments[].${name}`;
  const named = (why: string, fields: (keyof Row)[], chosen: (row: Row) => boolean) => {
    const names = rows.filter((row) => chosen(row) && fields.some((field) => row[field] === null)).map(({ segment }) => segment);
    const empty = fields.filter((field) => rows.some((row) => chosen(row) && row[field] === null));
    return names.length ? because(`${names.join(", ")}: ${why}`, empty.map(at)) : [];
  };
  const reason = (name: keyof Row, why: string) => (rows.some((row) => row[name] === null) ? because(why, at(name)) : []);
  return {
    rows,
    undefined: [
      ...reason("accounts", "The segment's accounts were not given."),
      ...named("the accounts were not given.", ["cost_per_account", "against_named_csm"], ({ accounts }) => accounts === null),
      ...named("there are no accounts.", ["cost_per_account", "against_named_csm"], ({ accounts }) => accounts === 0),
      ...reason("share_of_arr", "The segment has no ARR."),
      ...reason("ceiling_low", "Ceilings go by touch, and the segment states none."),
      ...reason("ceiling_high", "Ceilings go by touch, and the segment states none."),
      ...named("the segment states no touch.", ["against_ceiling"], ({ touch }) => touch === undefined),
      ...named("the segment has no ARR.", ["against_ceiling"], ({ arr }) => arr === 0),
    ],
  };
}

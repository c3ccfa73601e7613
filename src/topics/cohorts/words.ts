import type { Chart } from "../../core/answer.ts";
import { brief, grouped, listed, plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import type { AmountUnit } from "../../core/table.ts";
import { decimal, money, percent, points } from "../../render/numbers.ts";
import type { CohortFields, CohortInterval } from "./answer.ts";
import { lossesOfPhase } from "./lives.ts";
import { survivalAfter } from "./survival.ts";

/** What the words need beside the numbers. */
interface CohortContext {
  /** Null where nothing names one. */
  currency: string | null;
  unit: AmountUnit;
  /** What the customers were split by, where they were. */
  split_by: string | null;
  /** A column by which the table's customers could be split; null where none offers itself. */
  could_split_by: string | null;
  /** What may turn the answer round, the gravest first. */
  doubts: readonly string[];
}

type Fields = Omit<CohortFields, "charts">;

/** The pictures worth drawing from an answer: the triangle, the survival curve, and the loss by tenure; none of an empty list. */
export function cohortCharts({ measure, cohorts, survival, hazard }: Fields): Chart[] {
  const charts: Chart[] = [
    {
      kind: "heat_map",
      title: measure === "logos" ? "Customers still paying, by cohort and age" : "Opening revenue still paid, by cohort and age",
      list: "cohorts",
      label: "cohort",
      values: ["values"],
    },
    {
      kind: "steps",
      title: "Customers still there after so many months",
      list: "survival",
      label: "month",
      values: ["survival", "low", "high"],
    },
    { kind: "bars", title: "Lost a month, by tenure", list: "hazard", label: "from_month", values: ["hazard_rate"] },
  ];
  const rows: Record<string, number> = { cohorts: cohorts.length, survival: survival.length, hazard: hazard.length };
  return charts.filter(({ list }) => (rows[list] ?? 0) > 0);
}

/** A part of an answer in words. */
interface CohortWords {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say: { ceo?: string };
  next: { call?: string; question?: string; why: string }[];
}

/** The answer for a busy reader: what was asked first (groups, newer customers, how long they stay), then what it rests on and leads to. */
export function cohortWords(fields: Fields, context: CohortContext): CohortWords {
  const stay = staying(fields);
  const newer = newerWords(fields);
  const groups = groupWords(fields, context);
  const leaving = leavingWords(fields);
  const moved = fields.drift_verdict === "newer_keep_less" || fields.drift_verdict === "newer_keep_more";
  const order = [...context.doubts.slice(0, 1), ...groups, ...(moved ? [newer, stay] : [stay, newer]), leaving];
  const shown = brief(order.filter((sentence) => sentence !== null));
  const rest = [leaving, newer].filter((sentence) => sentence !== null && !shown.includes(sentence)) as string[];
  return {
    summary: shown,
    because: [countWords(fields, context), ...rest, ...chanceOfDrift(fields)].slice(0, MOST_FACTS),
    check_first: [...context.doubts.slice(1), ...firstChecks(fields)].slice(0, 2),
    do_next: steps(fields, context),
    unknown: openQuestions(fields),
    say: { ceo: moved && newer !== null ? newer : stay },
    next: leads(fields, context),
  };
}

const MOST_FACTS = 3;
const ageWords = (age: number, interval: CohortInterval): string => plural(age, interval);
const month = (age: number): string => decimal(age, 1);

function newerWords({ drift_verdict: verdict, drift, drift_age, measure, interval }: Fields): string | null {
  if (verdict === "not_dated") return null;
  const row = drift.find(({ age }) => age === drift_age);
  if (row === undefined) return "There are too few customers to tell whether newer ones stay as well as older ones.";
  const what = measure === "logos" ? "of those who" : "of the opening revenue of those who";
  const pair = `${ageWords(row.age, interval)} on, ${percent(row.newest_share)} ${what} started in ${row.newest_cohorts} still ${measure === "logos" ? "pay" : "comes in"}, against ${percent(row.older_share)} for ${row.older_cohorts}.`;
  if (verdict === "newer_keep_less") return `Newer customers keep less: ${pair}`;
  return verdict === "newer_keep_more" ? `Newer customers keep more: ${pair}` : `No difference beyond chance so far: ${pair}`;
}

function chanceOfDrift({ drift, drift_age }: Fields): string[] {
  const row = drift.find(({ age }) => age === drift_age);
  if (row === undefined || row.chance_share === null) return [];
  return [
    `Newer customers stand ${points(Math.abs(row.change_in_share))} ${row.change_in_share < 0 ? "below" : "above"} older ones; chance alone moves this by up to ${points(row.chance_share)}, with ${plural(row.newest_customers, "newer customer")} and ${grouped(row.older_customers)} older.`,
  ];
}

/** How many were followed and left, and what they began with. */
function countWords(fields: Fields, { currency, unit }: CohortContext): string {
  const { customers, churned, churned_share: share, measure, cohorts } = fields;
  const openings = cohorts.flatMap(({ opening }) => (opening === null ? [] : [opening]));
  const every = unit === "arr" || unit === "acv" ? " a year" : unit === "mrr" ? " a month" : "";
  const paid = openings.length ? ` The cohorts began with ${money(sumMoney(openings), currency ?? "").trim()}${every}.` : "";
  const left =
    share === null ? "" : measure === "logos" ? ` (${percent(share)})` : `, with ${percent(share)} of the money they began with`;
  return `${grouped(churned)} of ${plural(customers, "customer")} followed ${churned === 1 ? "has" : "have"} left${left}.${paid}`;
}

function staying(fields: Fields): string {
  const { customers, churned, survival, followed_months: longest, median_survival: half } = fields;
  if (churned === 0)
    return `Nobody has left yet of ${plural(customers, "customer")} followed, so how long they stay is not known.`;
  // All who were then followed left, and older ones are seen later: the curve can no longer say anything of them.
  const stuck = survival.find(({ month, at_risk, churned }) => at_risk === churned && longest > month);
  if (stuck !== undefined)
    return `At month ${month(stuck.month)} everybody followed so far had left (${plural(stuck.at_risk, "customer")}), though older customers are seen after that; how long customers stay cannot be told from these.`;
  const marks = [12, 24].filter((one) => one <= longest);
  const ages = (marks.length ? marks : [longest]).map((age, index) => {
    const share = percent(survivalAfter(survival, age)?.survival ?? 1);
    return `${share} ${index === 0 ? "still pay " : ""}after ${plural(age, "month")}`;
  });
  const last = survivalAfter(survival, marks.at(-1) ?? longest);
  const range =
    last === null || last.low === null || last.high === null ? "" : ` (between ${percent(last.low)} and ${percent(last.high)})`;
  const gone =
    half === null
      ? "more than half stay longer than the data shows"
      : `half are gone by month ${month(half)}${halfRange(fields)}`;
  return `${ages.join(" and ")}${range}; ${gone}.`;
}

function halfRange({ median_low: low, median_high: high }: Pick<Fields, "median_low" | "median_high">): string {
  if (low === null) return "";
  return high === null ? ` (${month(low)} at the earliest, the latest not known)` : ` (between ${month(low)} and ${month(high)})`;
}

/** Names only groups whose losses chance does not explain. */
function groupWords({ groups, groups_verdict }: Fields, { split_by }: CohortContext): string[] {
  if (groups.length < 2 || split_by === null) return [];
  const named = groups.filter(({ stands_out }) => stands_out !== "no");
  if (named.length === 0)
    return [
      groups_verdict === "too_few"
        ? `By ${split_by}: these are too few customers to compare groups.`
        : `By ${split_by}, no group leaves more or less than chance explains: ${plural(groups.length, "group")}, none of them to be named.`,
    ];
  const size = ({ churned, expected_losses }: (typeof groups)[number]) => Math.abs(churned - expected_losses);
  const words = [...named].sort((a, b) => size(b) - size(a)).slice(0, 2);
  return [
    `By ${split_by}, ${listed(words.map((one) => `${one.group} loses ${one.stands_out === "leaves_more" ? "more" : "fewer"} than the others (${grouped(one.churned)} of ${grouped(one.customers)} left, where ${decimal(one.expected_losses, 0)} would be like all)`))}, beyond chance.`,
  ];
}

function leavingWords({ leaving, hazard, churned }: Fields): string | null {
  if (leaving === "too_few")
    return churned === 0
      ? null
      : `${plural(churned, "loss", "losses")} ${churned === 1 ? "is" : "are"} too few to tell when customers leave.`;
  const rate = (...phases: Parameters<typeof lossesOfPhase>[1][number][]) => {
    const all = lossesOfPhase(hazard, phases);
    return all.at_risk_months === 0 ? "none" : percent(all.churned / all.at_risk_months);
  };
  const other = `against ${rate("between", "later")} at other times`;
  const early = `the first ${plural(hazard.find(({ phase }) => phase === "onboarding")?.to_month ?? 0, "month")} (${rate("onboarding")} a month)`;
  const late = `the months around a renewal (${rate("renewal")} a month)`;
  if (leaving === "neither") return `Neither ${early} nor ${late} stand out ${other}.`;
  return `They leave most in ${leaving === "both" ? `${early} and in ${late}` : leaving === "onboarding" ? early : late}, ${other}.`;
}

function firstChecks({ left_out, entered_late, customers }: Fields): string[] {
  const outside = left_out.reduce((sum, one) => sum + one.customers, 0);
  return [
    ...(outside
      ? [`${plural(outside, "customer")} stand outside: ${left_out[0]!.reason}${left_out.length > 1 ? ", and others" : ""}.`]
      : []),
    ...(entered_late
      ? [`${entered_late} of ${customers} customers are followed only from a later age, since they started before.`]
      : []),
  ];
}

function steps({ drift_verdict, drift, drift_age, leaving, groups }: Fields, { split_by }: CohortContext): string[] {
  const row = drift.find(({ age }) => age === drift_age);
  const named = groups.filter(({ stands_out }) => stands_out === "leaves_more");
  const all = [
    ...(drift_verdict === "newer_keep_less" && row
      ? [
          `Sales and onboarding leads: set how customers of ${row.newest_cohorts} were sold and started beside those of ${row.older_cohorts}, this month.`,
        ]
      : []),
    ...(leaving === "onboarding" || leaving === "both"
      ? ["Onboarding lead: ask the last ten who left early what they had not got working, within two weeks."]
      : []),
    ...(leaving === "renewal" || leaving === "both"
      ? ["Renewals: start every renewal talk one quarter before the term ends, from the next list on."]
      : []),
    ...(named.length && split_by !== null
      ? [
          `Look at what ${listed(named.slice(0, 2).map(({ group }) => group))} ${named.length === 1 ? "has" : "have"} in common (size, plan, age) before anybody is asked for reasons.`,
        ]
      : []),
  ];
  return all.length
    ? all.slice(0, MOST_FACTS)
    : ["Nothing to act on from this alone; look again when another quarter of starts is in."];
}

function openQuestions({ projection, median_survival, groups }: Fields): string[] {
  const last = projection?.survival.at(-1);
  const few = groups.filter(({ customers }) => customers < SMALL_GROUP).length;
  return [
    ...(projection && last
      ? [
          `If the pattern holds, ${percent(last.survival)} of those who start are left after ${plural(last.month, "month")}; that is a projection, off by up to ${points(projection.largest_gap)} where it can be checked.`,
        ]
      : []),
    ...(median_survival === null ? ["The typical lifetime: more than half are still there at the last loss seen."] : []),
    ...(few ? [`${plural(few, "group")} of fewer than ${SMALL_GROUP} customers could differ by a lot and not be seen.`] : []),
  ];
}

/** Groups so small that hardly any difference shows. */
const SMALL_GROUP = 20;

/** So many monthly cohorts that one answer shows a page of them. */
const MANY_COHORTS = 24;

function leads(
  { measure, groups, hazard, interval, cohorts }: Fields,
  { split_by, could_split_by }: CohortContext,
): CohortWords["next"] {
  return [
    ...(interval === "month" && cohorts.length > MANY_COHORTS
      ? [
          {
            call: 'analyze_cohorts with interval "quarter"',
            why: `Shows most of the table at once; of ${cohorts.length} monthly cohorts an answer holds a page.`,
          },
        ]
      : []),
    ...(split_by === null && could_split_by !== null && hazard.length
      ? [
          {
            call: `analyze_cohorts with split_by "${could_split_by}"`,
            why: "Says whether one kind of customer leaves sooner, and names it only if chance does not explain it.",
          },
        ]
      : []),
    ...(measure === "logos"
      ? [{ call: 'analyze_cohorts with measure "money"', why: "Large customers may stay while small ones go." }]
      : []),
    ...(groups.length
      ? [{ question: "Was anybody moved between groups after they started?", why: "A group is the one a customer began in." }]
      : []),
  ].slice(0, 2);
}

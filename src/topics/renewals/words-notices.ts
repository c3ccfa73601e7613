import type { Assumption, Chart, Warning } from "../../core/answer.ts";
import { addDays } from "../../core/dates.ts";
import { type Answered, isKnown, orNull } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { shortMoney } from "../../render/numbers.ts";
import type { ExpansionFields, RenewalFigures } from "./answer.ts";
import type { Calibration } from "./calibration.ts";
import { type DropReason, type Expansion, isSigned, type Opportunity, type StageProbabilities } from "./expansion.ts";
import type { Forecast } from "./forecast.ts";
import type { LeftOutReason, Window } from "./place-renewals.ts";
import { keptBy } from "./states.ts";

/** Names shown in one message. */
const SHOWN = 2;

function names(renewals: readonly { account: string }[], most = SHOWN): string {
  const all = [...new Set(renewals.map(({ account }) => account))];
  const more = all.length - most;
  return `${all.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const amountOf = (renewals: readonly { arr: number }[]): string =>
  shortMoney(sumMoney(renewals.map(({ arr }) => arr)), "").trim();

/** A sentence ends with one full stop, also after a name such as "Sigma B.V." */
const stopped = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

const said = (cases: readonly [string, string, readonly { account: string }[]][], most = SHOWN): Warning[] =>
  cases.flatMap(([code, words, list]) => (list.length ? [{ code, message: stopped(`${words}: ${names(list, most)}`) }] : []));

const outsideWords: Partial<Record<LeftOutReason, string>> = {
  unknown_probability:
    "No probability, category or health for most of the list, so no chance is assumed and the ARR stands outside",
  undated: "No date, so in no window",
  notice_served: "Notice was given and nobody calls it renewable, so nothing of it is expected whatever the health score says",
};

/** What to know before trusting the forecast; each message names accounts. */
export function forecastWarnings({ fields, placed, decided }: Forecast): Warning[] {
  const seen = new Set<string>();
  const repeated = placed.forecast.filter(({ account }) => seen.size === seen.add(account).size);
  const outside = (Object.keys(outsideWords) as LeftOutReason[]).flatMap((why): [string, string, { account: string }[]][] => {
    const own = placed.left_out.filter((one) => one.why === why).map(({ renewal }) => renewal);
    return own.length ? [[why, outsideWords[why]!, own]] : [];
  });
  const [past, silent] = [fields.notices.passed, placed.forecast.filter(({ source }) => source === "assumed")];
  const unknown = placed.forecast.filter(({ deadline, deadline_known }) => deadline !== null && !deadline_known);
  const cases: [string, string, readonly { account: string }[]][] = [
    ...outside,
    ["overdue", "The deadline has passed and no outcome is recorded", past],
    ["no_call", "No probability, category or health, so a placeholder stands for their chance", silent],
    ["unknown_notice", "The notice period is not known, so the renewal date stands for a deadline that may be earlier", unknown],
    ["contradiction", "The signs contradict one another; ask for the reason in writing", fields.contradictions],
    [
      "uplift_outside",
      "The increase stated for open renewals is expansion and not in the forecast",
      placed.forecast.filter(({ uplift }) => uplift !== null && uplift > 0),
    ],
    ["several_renewals", "Several renewals of one account are taken as separate decisions", repeated],
    [
      "decided_without_arr",
      "Decided with an ARR of 0, so missing from the rates in money; give the ARR before the decision",
      decided.filter(({ arr }) => arr === 0),
    ],
  ];
  return said(cases);
}

/** What was used because nobody gave it. */
export function forecastAssumptions(
  { fields, placed, decided }: Forecast,
  window: Window,
  use_history: boolean,
  { commonShock }: RenewalFigures,
): Assumption[] {
  const assumptions: Assumption[] = [];
  const assume = (when: boolean, what: string, value: string, why: string, if_wrong: string) =>
    when && assumptions.push({ what, value, why, if_wrong });
  const banded = fields.by_band.filter(({ source }) => source !== "probability");
  const dated = placed.forecast.some(({ deadline }) => deadline !== null);
  const from = new Set(decided.map((one) => keptBy(one).from));
  assume(
    banded.length > 0 && !use_history,
    "Chance of renewal",
    banded.map(({ band, prior_rate }) => `${band} ${orNull(prior_rate)}`).join(", "),
    "Placeholders out of other people's books, not calibrated; no record of your own is used.",
    "Expected and range move with it; give history and use_history.",
  );
  assume(
    placed.forecast.length > 1,
    "Renewals are decided one by one",
    "independent",
    isKnown(fields.groups)
      ? `Only names say who moves together: ${fields.groups.rows.length === 1 ? "one group" : `${fields.groups.rows.length} groups`}, see groups.`
      : "Nothing says which customers move together.",
    `After a price rise or an outage they fall together, and the range is too narrow; see stress, ${commonShock.value} off every log-odds.`,
  );
  assume(
    placed.forecast.length > 0 && !dated,
    "What is due",
    "every renewal given",
    "None has a date.",
    "Some may be decided later.",
  );
  const none = placed.forecast.filter(({ notice_days, decision_date }) => notice_days === 0 && decision_date === null);
  assume(
    none.length > 0,
    `Notice of ${names(none)} (${amountOf(none)} of ARR)`,
    "0 days",
    "The list says none or 0, read as free to leave up to the last day.",
    "If it means that nobody looked it up, the day to opt out may be earlier or past.",
  );
  const open = placed.forecast.filter(({ deadline, deadline_known }) => deadline !== null && !deadline_known);
  // The longest notice of the same list is the nearest thing to what the others may hold.
  const longest = largest([0, ...placed.forecast.map(({ notice_days }) => notice_days ?? 0)]);
  const past = open.filter(({ deadline }) => window.as_of !== null && deadline! < addDays(window.as_of, longest));
  assume(
    open.length > 0 && longest > 0 && window.as_of !== null,
    "Notice where none is stated",
    "not known, so the renewal date stands",
    "The list leaves it blank.",
    `At ${longest} days, the longest of this list, ${amountOf(past)} of ARR more would be past its day to opt out (${past.length} of ${open.length} renewals); the contracts say.`,
  );
  assume(
    dated && window.to === null,
    "End of the window",
    "none, every decision from as_of on",
    "to is not given.",
    "Later decisions are counted as due; give from and to.",
  );
  assume(
    from.has("arr"),
    "Kept by renewals without an amount",
    "their whole ARR",
    "No retained amount is given.",
    "A smaller renewal among them lowers the rates.",
  );
  assume(
    from.has("called"),
    "Kept by renewals without an amount",
    "the called amount",
    "No retained amount is given.",
    "The rates follow the amounts really kept.",
  );
  assume(
    isKnown(fields.target) && decided.length > 0,
    "What the target covers",
    "decided and open renewals of the window",
    "A target for the open ones alone was not stated.",
    "Lower the target by what is already kept.",
  );
  return assumptions;
}

/** What to know before trusting a calibration. */
export function calibrationWarnings({ bands, monotone, vintages }: Calibration): Warning[] {
  const warnings: Warning[] = [];
  const words = ({ label, renewed, of }: Calibration["bands"][number]) => `${label} (${renewed} of ${of})`;
  for (const [tail, what] of [["few", "Fewer"] as const, ["many", "More"] as const]) {
    const off = bands.filter((band) => band.differs && band.tail === tail);
    if (off.length)
      warnings.push({
        code: "assumption_differs",
        message: `${what} renewed than assumed, beyond what chance explains: ${off.map(words).join(", ")}.`,
      });
  }
  const twice = bands.filter(
    (band, index) => bands.findIndex((one) => one.label === band.label && one.assumed === band.assumed) !== index,
  );
  if (twice.length)
    warnings.push({
      code: "band_in_several_rows",
      message: `Given in several rows, each judged alone, though corrected together: ${[...new Set(twice.map(({ label }) => label))].join(", ")}. Add the counts up to judge them together.`,
    });
  if (monotone === false)
    warnings.push({
      code: "not_monotone",
      message: "A band that was assumed to be worse renewed better; the corrected rates of such neighbours were levelled.",
    });
  if (vintages.some(({ actual }) => actual === 0))
    warnings.push({ code: "nothing_came_in", message: "Forecasts of which nothing came in have no relative error." });
  if (bands.some(({ of }) => of === 0))
    warnings.push({ code: "band_without_renewals", message: "A band without a single renewal keeps its assumed rate." });
  return warnings;
}

/** How much a record weighs against an assumption. */
export function calibrationAssumptions({ bands }: Calibration, weight: number): Assumption[] {
  if (bands.length === 0) return [];
  return [
    {
      what: "Weight of an assumed probability against the record",
      value: `as much as ${weight} renewals`,
      why: "A short record says little by itself.",
      if_wrong: "A smaller weight lets the record speak sooner, and chance with it.",
    },
  ];
}

/** Accounts named in one message about a pipeline. */
const SHOWN_OF_PIPELINE = 4;

/** The fields of an expansion forecast, with the reasons of what does not count in words. */
export function expansionLines({ left_out, ...fields }: Expansion["fields"]): Answered<ExpansionFields> {
  return { ...fields, left_out: left_out.map(({ why, ...line }) => ({ ...line, code: why.code, reason: dropWords(why) })) };
}

function dropWords(why: DropReason): string {
  switch (why.code) {
    case "duplicate":
      return why.of === null
        ? "Same account, amount and stage as another row; give each an opportunity id if they are two orders."
        : `Opportunity ${why.of} stands in several rows; the latest date counts.`;
    case "other_option":
      return `Excludes ${why.of}, which brings more on average; only one will be ordered.`;
    case "outside_period":
      return `The order is due on ${why.date}, outside the period.`;
    case "undated":
      return "No order date, so it belongs to no period.";
  }
}

/** What to know before trusting the sums; each message names its accounts. */
export function expansionWarnings({ kept, dropped, fitted, overdue }: Expansion): Warning[] {
  const signed = kept.filter((one) => {
    const orders = kept.filter((other) => other.account === one.account && isSigned(other));
    return isSigned(one) && one.room !== null && sumMoney(orders.map(({ amount }) => amount)) > one.room;
  });
  const cases: [string, string, readonly Opportunity[]][] = [
    [
      "counted_once",
      "Rows that repeat an opportunity were left out",
      dropped.filter(({ why }) => why.code === "duplicate").map(({ opportunity }) => opportunity),
    ],
    [
      "options_exclude",
      "Of options that exclude each other only the best counts",
      dropped.filter(({ why }) => why.code === "other_option").map(({ opportunity }) => opportunity),
    ],
    [
      "room_exceeded",
      "The pipeline is larger than the room, and was capped",
      kept.filter((one) => fitted.get(one)! < one.amount),
    ],
    ["signed_above_room", "Signed orders exceed the stated room, which must be wrong", signed],
    ["room_unknown", "The room is not known, so nothing was capped", kept.filter(({ room }) => room === null)],
    [
      "renewal_unknown",
      "Whether the account renews is not known, so its expansion was not reduced for that",
      kept.filter((one) => one.renewal === null && !isSigned(one)),
    ],
    ["date_passed", "The order date has passed and nothing is signed", overdue],
  ];
  const inOrder = (list: readonly Opportunity[]) =>
    list.map(({ account }) => ({ account })).sort((a, b) => (a.account < b.account ? -1 : 1));
  return said(
    cases.map(([code, words, list]): [string, string, { account: string }[]] => [code, words, inOrder(list)]),
    SHOWN_OF_PIPELINE,
  );
}

/** What was used because nobody gave better. */
export function expansionAssumptions(stages: StageProbabilities, { lines }: Expansion): Assumption[] {
  if (lines.length === 0) return [];
  return [
    {
      what: "Probability of an order by stage",
      value: stages.map(({ stage, probability_rate }) => `${stage} ${probability_rate}`).join(", "),
      why: "Other people's books, until your own orders correct them.",
      if_wrong: "The weighted and expected sums move with them; pipeline and committed stay.",
    },
    {
      what: "An expansion needs the account to stay",
      value: "times the renewal probability where known; signed orders keep their value",
      why: "A customer who leaves buys nothing more.",
      if_wrong: "Orders that would come even without the renewal are counted too low.",
    },
  ];
}

/** The pictures an answer is worth: expected money by month and by band, and assumed against observed renewal. */
export function forecastCharts(
  by_month: readonly unknown[],
  by_band: readonly unknown[],
  calibrated: readonly unknown[],
): Chart[] {
  const charts: [number, Chart][] = [
    [
      by_month.length,
      {
        kind: "bars",
        title: "Expected renewals by month of the deadline",
        list: "by_month",
        label: "month",
        values: ["expected"],
      },
    ],
    [
      by_band.length,
      { kind: "bars", title: "Expected renewals by evidence", list: "by_band", label: "band", values: ["expected"] },
    ],
    [
      calibrated.length,
      {
        kind: "points",
        title: "Chance assumed and share renewed",
        list: "calibration.bands",
        label: "label",
        values: ["assumed", "observed"],
      },
    ],
  ];
  return charts.flatMap(([rows, chart]) => (rows > 0 ? [chart] : []));
}

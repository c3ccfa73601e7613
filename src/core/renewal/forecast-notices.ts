import type { Assumption, UndefinedField, Warning } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import type { RenewalFigures } from "./figures.ts";
import type { ForecastFields } from "./forecast-fields.ts";
import type { LeftOutReason, PlacedRenewals } from "./place-renewals.ts";
import type { ForecastQuestion } from "./renewal-forecast.ts";
import { keptBy } from "./renewal-rate.ts";
import type { Renewal } from "./renewal-row.ts";

/** Names shown in one message. */
const SHOWN = 2;

function names(renewals: readonly { account: string }[]): string {
  const all = [...new Set(renewals.map(({ account }) => account))];
  const more = all.length - SHOWN;
  return `${all.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const outsideWords: Partial<Record<LeftOutReason, string>> = {
  unknown_probability: "No probability, category or health, so no chance is assumed and the ARR stands outside the forecast",
  undated: "No date, so in no window",
  notice_served: "Notice was given and nobody calls it renewable, so nothing of it is expected whatever the health score says",
  overdue: "The deadline has passed and no outcome is recorded",
  auto_renewed: "The deadline has passed and the contract renews by itself; record the outcome to count it",
};

/** What to know before trusting the forecast; each message names accounts. */
export function forecastWarnings(fields: ForecastFields, placed: PlacedRenewals, decided: readonly Renewal[]): Warning[] {
  const seen = new Set<string>();
  const repeated = placed.forecast.filter(({ account }) => seen.size === seen.add(account).size);
  const outside = (Object.keys(outsideWords) as LeftOutReason[]).flatMap((why): [string, string, { account: string }[]][] => {
    const own = placed.left_out.filter((one) => one.why === why).map(({ renewal }) => renewal);
    return own.length ? [[why, outsideWords[why]!, own]] : [];
  });
  const unknown = placed.forecast.filter(({ deadline, deadline_known }) => deadline !== null && !deadline_known);
  const cases: [string, string, readonly { account: string }[]][] = [
    ...outside,
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
  return cases.flatMap(([code, words, list]) => (list.length ? [{ code, message: `${words}: ${names(list)}.` }] : []));
}

/** What was used because nobody gave it. */
export function forecastAssumptions(
  fields: ForecastFields,
  placed: PlacedRenewals,
  decided: readonly Renewal[],
  { window, use_history }: ForecastQuestion,
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
    banded.map(({ band, prior_rate }) => `${band} ${prior_rate}`).join(", "),
    "Other people's books; no record of your own is used.",
    "Expected and range move with it; give history and use_history.",
  );
  assume(
    placed.forecast.length > 1,
    "Renewals are decided one by one",
    "independent",
    "Nothing says which customers move together.",
    `After a price rise or an outage they fall together, and the range is too narrow; see stress, ${commonShock.value} off every log-odds.`,
  );
  assume(
    placed.forecast.length > 0 && !dated,
    "What is due",
    "every renewal given",
    "None has a date.",
    "Some may be decided later.",
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
    fields.target !== null && decided.length > 0,
    "What the target covers",
    "decided and open renewals of the window",
    "A target for the open ones alone was not stated.",
    "Lower the target by what is already kept.",
  );
  return assumptions;
}

/** Why fields are null. */
export function forecastReasons(fields: ForecastFields): UndefinedField[] {
  const nothing = fields.renewals.length === 0;
  const rate = fields.renewal_rate;
  const some = (found: boolean, reason: string, ...names: Parameters<typeof because>[1][]) =>
    found ? because(reason, names.flat()) : [];
  return [
    ...some(nothing, "Nothing stands in the forecast; see left_out.", "share", "stress", "concentration", "confidence"),
    ...some(fields.target === null, "No target was given.", "probability_below_target", "target"),
    ...some(fields.grid === null, "The totals are few enough to list them all.", "grid"),
    ...some(rate === null, "No renewal of the window is decided.", "renewal_rate"),
    ...some(rate !== null && rate.gross === null, "The decided renewals have no ARR.", "renewal_rate.gross", "renewal_rate.net"),
    ...some(fields.called === null, "Nobody called an amount.", "called"),
    ...some(
      fields.by_band.some(({ prior_rate }) => prior_rate === null),
      "Stated chances differ from renewal to renewal.",
      "by_band[].prior_rate",
    ),
    ...some(
      fields.by_band.some(({ posterior_rate }) => posterior_rate === null),
      "No record was given for this chance.",
      "by_band[].posterior_rate",
    ),
    ...some(
      fields.contradictions.some(({ health }) => health === null),
      "Not given.",
      "contradictions[].health",
    ),
    ...some(
      fields.contradictions.some(({ category }) => category === null),
      "Not given.",
      "contradictions[].category",
    ),
    ...some(
      fields.concentration?.moves_most === null,
      "Every renewal in the forecast is certain.",
      ["moves_most", "moves_most_arr", "standard_deviation_without"].map((name) => `concentration.${name}`),
    ),
    ...some(
      fields.renewals.some(({ deadline }) => deadline === null),
      "No date was given.",
      "renewals[].deadline",
    ),
  ];
}

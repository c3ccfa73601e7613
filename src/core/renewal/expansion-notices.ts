import type { Assumption, UndefinedField, Warning } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { StageProbabilities } from "./expansion-figures.ts";
import { type Dropped, isSigned, type Opportunity } from "./expansion-opportunity.ts";
import type { ExpansionFields, ExpansionLine } from "./expansion-result.ts";

/** Names shown in one message. */
const SHOWN = 12;

function names(accounts: readonly string[]): string {
  const all = [...new Set(accounts)].sort();
  return all.length > SHOWN ? `${all.slice(0, SHOWN).join(", ")} and ${all.length - SHOWN} more` : all.join(", ");
}

/** What to know before trusting the sums; each message names its accounts. */
export function expansionWarnings(
  kept: readonly Opportunity[],
  dropped: readonly Dropped[],
  fitted: ReadonlyMap<Opportunity, number>,
  overdue: readonly Opportunity[],
): Warning[] {
  const of = (list: readonly Opportunity[]) => names(list.map(({ account }) => account));
  const signed = kept.filter((one) => {
    const orders = kept.filter((other) => other.account === one.account && isSigned(other));
    return isSigned(one) && one.room !== null && sumMoney(orders.map(({ amount }) => amount)) > one.room;
  });
  const cases: [string, string, readonly Opportunity[]][] = [
    [
      "counted_once",
      "Rows that repeat an opportunity were left out, in",
      dropped.filter(({ code }) => code === "duplicate").map(({ opportunity }) => opportunity),
    ],
    [
      "options_exclude",
      "Of options that exclude each other only the best counts, in",
      dropped.filter(({ code }) => code === "other_option").map(({ opportunity }) => opportunity),
    ],
    [
      "room_exceeded",
      "The pipeline is larger than the room, and was capped, in",
      kept.filter((one) => fitted.get(one)! < one.amount),
    ],
    ["signed_above_room", "Signed orders exceed the stated room, which must be wrong, in", signed],
    ["room_unknown", "The room is not known, so nothing was capped, in", kept.filter(({ room }) => room === null)],
    [
      "renewal_unknown",
      "Whether the account renews is not known, so its expansion was not reduced for that, in",
      kept.filter((one) => one.renewal === null && !isSigned(one)),
    ],
    ["date_passed", "The order date has passed and nothing is signed, in", overdue],
  ];
  return cases.flatMap(([code, words, list]) => (list.length ? [{ code, message: `${words} ${of(list)}.` }] : []));
}

/** What was used because nobody gave better. */
export function expansionAssumptions(stages: StageProbabilities, lines: readonly ExpansionLine[]): Assumption[] {
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

/** Why fields are null, under "expansion". */
export function expansionReasons(fields: ExpansionFields): UndefinedField[] {
  return [
    ...(fields.by_quarter.some(({ quarter }) => quarter === null)
      ? because("No order date that can still be met.", "expansion.by_quarter[].quarter")
      : []),
    ...(fields.left_out.some(({ opportunity }) => opportunity === null)
      ? because("The row has no id.", "expansion.left_out[].opportunity")
      : []),
  ];
}

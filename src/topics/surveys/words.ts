import { plural } from "../../core/english.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { SurveyChange, SurveyFields } from "./result.ts";
import type { Question } from "./survey-rows.ts";

/** What the words need beside the fields. */
export interface SurveyWords {
  one_vote: boolean;
  population?: number;
  population_arr?: number;
  currency: string;
  /** Below so many votes a range is itself unsure. */
  few: number;
}

type Block = NonNullable<SurveyFields["nps"] | SurveyFields["csat"] | SurveyFields["ces"]>;

/** One score with its name and the way its numbers are said. */
interface Said {
  question: Question;
  name: string;
  block: Block;
  score: number;
  say: (value: number) => string;
  /** A difference, which has a unit of its own. */
  sayChange: (value: number) => string;
}

const points = (digits: number) => (value: number) => {
  const text = decimal(value, digits);
  return `${text} ${text === "1" || text === "-1" ? "point" : "points"}`;
};

function scoresOf({ nps, csat, ces }: SurveyFields): Said[] {
  const said: Said[] = [];
  if (nps !== null)
    said.push({
      question: "nps",
      name: "NPS",
      block: nps,
      score: nps.score,
      say: (value) => decimal(value, 0),
      sayChange: points(0),
    });
  if (csat !== null) {
    const share = csat.type === "top_box";
    said.push({
      question: "csat",
      name: share ? "CSAT (satisfied answers)" : "CSAT (mean answer)",
      block: csat,
      score: (share ? csat.share : csat.mean)!,
      say: share ? (value) => percent(value, 0) : (value) => decimal(value, 1, 1),
      sayChange: share ? (value) => points(0)(value * 100) : points(1),
    });
  }
  if (ces !== null)
    said.push({
      question: "ces",
      name: `Effort (${ces.direction === "lower_is_easier" ? "lower is easier" : "higher is easier"})`,
      block: ces,
      score: ces.mean,
      say: (value) => decimal(value, 1, 1),
      sayChange: points(1),
    });
  return said;
}

/** "a", "a or b", "a, b or c". */
function anyOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** The score, and whether its label survives chance. */
function verdict({ name, block, score, say }: Said, { one_vote, few }: SurveyWords): string {
  const { band, bands_possible, low, high, margin } = block;
  const voters = one_vote ? `${plural(block.votes, "account")}, one vote each` : plural(block.answers, "answer");
  const label = band === null ? "" : ` (${band})`;
  const start = `${name} is ${say(score)}${label} from ${voters}`;
  if (margin === 0) return `${start}: everybody answered, so chance has no part in it.`;
  if (low === null || high === null) return `${start}, all alike or a single one, so how far chance moves it cannot be told.`;
  const range = `${say(low)} to ${say(high)}`;
  if (band === null) return `${start}, within a range of ${range}; no bands exist for this form, so compare it with itself only.`;
  const others = bands_possible.filter((one) => one !== band);
  if (others.length === 0 && block.votes < few)
    return `${start}; the range of ${range} leaves the label, but from so few the range is itself unsure.`;
  if (others.length === 0) return `${start}, and chance does not change that: the range is ${range}.`;
  return `${start}, but the range is ${range}: it cannot be told from ${anyOf(others)}.`;
}

function changeSentence({ name, sayChange, say }: Said, change: SurveyChange): string {
  const { difference, told_apart, margin, previous } = change;
  const moved = difference === 0 ? "unchanged" : `${difference > 0 ? "up" : "down"} ${sayChange(Math.abs(difference))}`;
  const start = `${name} is ${moved} on the wave before (${say(previous)})`;
  if (told_apart === null || margin === null) return `${start}; chance cannot be gauged from it.`;
  if (margin === 0) return `${start}; everybody answered both times.`;
  return told_apart
    ? `${start}, more than chance explains.`
    : `${start}, which is inside chance (${sayChange(margin)} either way).`;
}

/** What stands behind the answers, and what is not known of it. */
function coverageSentence({ block }: Said, { one_vote, population, population_arr: whole, currency }: SurveyWords): string {
  const { arr_share: arr, population_share: share, response_rate: rate } = block;
  const parts = [
    ...(share === null
      ? []
      : [`${percent(share, 0)} of the ${plural(population!, one_vote ? "account" : "customer")} they stand for`]),
    ...(rate === null ? [] : [`${percent(rate, 0)} of the people asked`]),
    ...(arr === null
      ? []
      : [`${shortMoney(arr * whole!, currency)} of ${shortMoney(whole!, currency)} ARR (${percent(arr, 0)})`]),
  ];
  if (parts.length === 0)
    return "How much of the customers and of their ARR answered is not known; that matters more than the score.";
  const silent =
    arr === null
      ? " How much ARR they hold is not known."
      : arr < 1
        ? ` ${shortMoney((1 - arr) * whole!, currency)} of ARR has not spoken.`
        : "";
  return `The answers cover ${parts.join(", ")}.${silent}`;
}

/** What a change between two waves would have to be, and how many answers a small one needs. */
function detectableSentence(said: readonly Said[], { detectable_change, nps }: SurveyFields): string[] {
  const changes = said.flatMap(({ question, name, sayChange }) => {
    const change = detectable_change[question];
    if (change === null || change === 0) return [];
    return said.length === 1 ? [sayChange(change)] : [`${sayChange(change)} (${name.replace(/ \(.*/, "")})`];
  });
  if (changes.length === 0) return [];
  const start = `Between two such waves only a change of about ${anyOf(changes)} would probably be noticed`;
  const needed = nps?.needed.answers_for_change ?? null;
  if (nps === null || needed === null || needed <= nps.votes) return [`${start}.`];
  return [`${start}; to see ${points(1)(nps.needed.points)} of NPS takes ${plural(needed, "answer")} in each.`];
}

/** The scores in plain words: each with its label and range, the change, what the answers cover, and what a change would have to be. */
export function summariseSurveys(fields: SurveyFields, words: SurveyWords): string {
  const said = scoresOf(fields);
  if (said.length === 0) return "Nobody answered, so there is no score.";
  const scores = said.flatMap((one) => [
    verdict(one, words),
    ...(one.block.change === null ? [] : [changeSentence(one, one.block.change)]),
  ]);
  return [...scores, coverageSentence(said[0]!, words), ...detectableSentence(said, fields)].join(" ");
}

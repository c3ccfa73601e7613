import type { Assumption } from "../../contract/envelope.ts";
import type { HealthFigures } from "./figures.ts";
import type { ScoredBook } from "./score-book.ts";
import type { WeightQuestion } from "./weights.ts";

const share = (value: number) => `${Number((value * 100).toPrecision(12))}%`;

/**
 * The figures nobody gave that moved this answer: the weights, the least coverage, shelf lives and caps, each only where it was used.
 * @example healthAssumptions(scored, {}, figures).map(({ what }) => what) // ["weights", "least coverage"]
 */
export function healthAssumptions({ judged }: ScoredBook, question: WeightQuestion, figures: HealthFigures): Assumption[] {
  const built = judged.some(({ source }) => source.scores !== null);
  const own = question.weights !== undefined || question.by_touch === true;
  const list = (shares: Readonly<Record<string, number>>) =>
    Object.entries(shares)
      .map(([name, value]) => `${name} ${share(value)}`)
      .join(", ");
  return [
    ...(built && !own
      ? [
          {
            what: "weights",
            value: list(figures.weights.value),
            why: `General weights of the ${figures.weights.standard} standard; none were given.`,
            if_wrong: "Accounts strong in one part and weak in another change places.",
          },
        ]
      : []),
    ...(judged.some(({ level, scores }) => scores !== null && level.missing.length > 0)
      ? [
          {
            what: "least coverage",
            value: share(figures.leastCoverage.value),
            why: "Share of the weight a score must rest on; a working assumption.",
            if_wrong: "Lower, and more accounts get a score.",
          },
        ]
      : []),
    ...(judged.some(({ stale }) => stale.length > 0)
      ? [
          {
            what: "shelf life of signals, days",
            value: Object.entries(figures.shelfLives.value)
              .map(([name, days]) => `${name} ${days}`)
              .join(", "),
            why: "Working assumptions.",
            if_wrong: "Longer, and old signals count again.",
          },
        ]
      : []),
    ...(judged.some(({ floor_by }) => floor_by.length > 0)
      ? [
          {
            what: "best band under a hard fact",
            value: Object.entries(figures.bandCaps.value)
              .map(([fact, band]) => `${fact.replaceAll("_", " ")}: ${band}`)
              .join(", "),
            why: "Working assumptions.",
            if_wrong: "Accounts with floor_by change band.",
          },
        ]
      : []),
  ];
}

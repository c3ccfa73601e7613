import { Problem } from "../contract/problem.ts";
import { isExactMoney, isTooLarge } from "./exact-money.ts";
import type { RetentionAnswer } from "./retention-answer.ts";
import { type TieEvidence, type TieSide, tieCandidates } from "./tie-candidates.ts";
import { tieOut } from "./tie-out.ts";

/** Figures somebody else stated for the two dates of the answer; major units of money. */
export interface Stated {
  stated_opening?: number;
  stated_closing?: number;
}

/** As many explanations as one answer shows. */
const MOST = 12;

/**
 * An answer with the figures somebody stated tied to it, each difference located where something equals it. Money in the answer's unit.
 * Throws Problem for a stated figure that cannot be an amount, and where the answer has no figure to tie it to.
 * @example withTies(answer, { stated_closing: 560 }, () => noEvidence).fields.tie?.difference
 */
export function withTies(answer: RetentionAnswer, stated: Stated, evidence: () => TieEvidence): RetentionAnswer {
  const tie = (side: TieSide, figure: number | undefined) => {
    if (figure === undefined) return undefined;
    const computed = side === "opening" ? answer.fields.bridge.starting : answer.fields.bridge.ending;
    refuse(side, figure, computed);
    return tieOut(figure, computed!, () => tieCandidates(side, answer.fields, evidence(), computed!), MOST);
  };
  const opening = tie("opening", stated.stated_opening);
  const closing = tie("closing", stated.stated_closing);
  return {
    ...answer,
    fields: {
      ...answer.fields,
      ...(closing === undefined ? {} : { tie: closing }),
      ...(opening === undefined ? {} : { opening_tie: opening }),
    },
  };
}

function refuse(side: TieSide, figure: number, computed: number | null): void {
  if (figure < 0 || isTooLarge(figure) || !isExactMoney(figure))
    throw new Problem({
      what: `stated_${side} is ${figure}; an amount is zero or more and exact to the hundredth.`,
      remedy: "Give it in whole units of money, in the unit of the table.",
    });
  if (computed === null)
    throw new Problem({
      what: `stated_${side} has nothing to be tied to: the data does not give the ${side}.`,
      remedy:
        side === "opening"
          ? "Give totals.starting, a table or rows."
          : "Give all of totals.starting, new, expansion, reactivation, contraction and churn, or a table or rows.",
    });
}

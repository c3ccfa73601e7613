import type * as z from "zod";
import { type Answered, type Known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import type { ValueCases } from "./answer.ts";
import type { Spending } from "./contract.ts";
import type { KnownReport } from "./value-report.ts";

type Cases = Answered<z.infer<typeof ValueCases>>;

/** The share of one part that is needed beside so much of the others; unknown where none or not even all would do. */
function needed(missing: number, part: number): Known<number> {
  if (part <= 0) return unknown("There is no such gain.");
  if (missing <= 0) return 0;
  return missing > part ? unknown("Even all of it would not do.") : ratioOfMoney(missing, part);
}

/**
 * What stands against the spending by how much of the open gains is accepted: hours that became money, and gains that are ours; what is needed of one
 * beside the other; what a month of delay costs; and the years a one-off is spread over. Major units; shares as fractions.
 * @example valueCases(report, { yearly: 132_000, once: 30_000 }, [0, 0.5, 1], [1, 2, 3]).grid[0].value // 0
 */
export function valueCases(
  report: Pick<KnownReport, "lines" | "open_hours" | "unattributed_value" | "readings">,
  { yearly, once }: Pick<Spending, "yearly" | "once">,
  shares: readonly number[],
  years: readonly number[],
): Cases {
  const { open_hours: hours, unattributed_value: others, lines } = report;
  const sure = report.readings.find(({ reading }) => reading === "attributed")!.counted_value;
  const spent = sumMoney([yearly, once]);
  const all = sumMoney([sure, hours, others]);
  const ofHours = hours > 0 ? shares : [0];
  const ofOthers = others > 0 ? shares : [0];
  return {
    grid: ofHours.flatMap((hours_share) =>
      ofOthers.map((others_share) => {
        const value = sumMoney([sure, hours * hours_share, others * others_share]);
        return {
          hours_share,
          others_share,
          value,
          ahead: sumMoney([value, -spent]),
          roi: spent === 0 ? unknown("Nothing was spent.") : ratioOfMoney(sumMoney([value, -spent]), spent),
        };
      }),
    ),
    needs: shares.map((share) => ({
      share,
      others_needed: needed(sumMoney([spent, -sure, -hours * share]), others),
      hours_needed: needed(sumMoney([spent, -sure, -others * share]), hours),
      others_needed_later: needed(sumMoney([yearly, -sure, -hours * share]), others),
      hours_needed_later: needed(sumMoney([yearly, -sure, -others * share]), hours),
    })),
    delay: lines
      .filter(
        ({ amount, months, kind, line }) =>
          (amount ?? 0) > 0 && months !== null && kind !== "soft" && line.other_cause === undefined && hours + others > 0,
      )
      .map(({ line, ours, used, proof, months }) => {
        // Hours without a share of use stand whole, as they do in the last row of the grid.
        const a_month = sumMoney([(proof === "none" ? ours : used) / months!]);
        return {
          name: line.name,
          a_month,
          months_until_all_fails:
            all < spent ? unknown("Even all of the gains are less than what was spent.") : sumMoney([all, -spent]) / a_month,
        };
      }),
    terms: years.map((count) => {
      const cost = sumMoney([yearly * count, once]);
      return { years: count, spent: cost, value_a_year_needed: sumMoney([cost / count]) };
    }),
  };
}

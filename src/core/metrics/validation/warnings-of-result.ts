import type { Warning } from "../../contract/envelope.ts";
import { counted } from "./counted.ts";
import type { ValidationFigures } from "./figures.ts";
import type { Validation } from "./validation.ts";

/** What is doubtful about the result itself: too few losses, too good to be true, the scale upside down, or everybody in one band. */
export function warningsOfResult(
  result: Pick<Validation, "n" | "events" | "auc" | "standing" | "reading" | "bands" | "at_capacity">,
  segmentsLeftOut: number,
  figures: Pick<ValidationFigures, "backtestGates" | "copiesOutcome">,
): Warning[] {
  const { n, events, auc, standing, reading, bands, at_capacity } = result;
  const filled = bands.filter(({ accounts }) => accounts > 0);
  const enough = Math.min(events, n - events) >= figures.copiesOutcome.value;
  const capacity = at_capacity?.capacity ?? 0;
  const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);
  return [
    ...warn(
      standing === "ordering_only",
      "ordering_only",
      `Below ${figures.backtestGates.value.events_for_ordering} accounts of either outcome only the order may be read; the limits are themselves unsure.`,
    ),
    ...warn(
      auc === 1 && enough,
      "too_good",
      "Every lost account scored below every kept one. That is rare before the event; check that no part of the score was known only afterwards.",
    ),
    ...warn(
      reading === "upside_down",
      "upside_down",
      "Lost accounts scored higher than kept ones; on this scale more should be healthier.",
    ),
    ...warn(
      filled.length === 1 && n > 1,
      "one_band",
      `All accounts stand in the band ${filled[0]?.band}; check that scores run from 0 to 100.`,
    ),
    ...warn(
      capacity > n,
      "capacity_beyond",
      `The team can call ${capacity} and there are ${counted(n, "account")}; all are called.`,
    ),
    ...warn(
      segmentsLeftOut > 0,
      "segments_left_out",
      `${counted(segmentsLeftOut, "smaller segment")} not shown; take a coarser column to see all.`,
    ),
  ];
}

import type { UndefinedField } from "../../contract/envelope.ts";
import { because } from "../because.ts";
import type { Validation } from "./validation.ts";

const place = "validation";

/** Why the fields about order are null. */
function orderReasons({ n, events, auc, auc_low, by_segment }: Validation): UndefinedField[] {
  const oneClass = events === 0 ? "No account was lost." : "Every account was lost, so there is nobody to compare with.";
  const fewer = Math.min(events, n - events);
  const noLimits =
    fewer < 2
      ? "Limits need at least two lost and two kept accounts."
      : "Every lost account stands the same way to every kept one, which would claim that nothing is left to chance.";
  return [
    ...(auc === null ? because(oneClass, `${place}.auc`) : []),
    ...(auc_low === null ? because(auc === null ? oneClass : noLimits, `${place}.auc_low`, `${place}.auc_high`) : []),
    ...(events === 0
      ? because(
          oneClass,
          ["precision_recall_area", "lift[].lost_share", "lift[].lift"].map((name) => `${place}.${name}`),
        )
      : []),
    ...(by_segment.some(({ auc: inside }) => inside === null)
      ? because("In this segment nobody was lost, or everybody.", `${place}.by_segment[].auc`)
      : []),
    ...(by_segment.some(({ segment }) => segment === null)
      ? because("These accounts name no segment.", `${place}.by_segment[].segment`)
      : []),
  ];
}

/** Why the fields about bands and colours are null. */
function bandReasons(validation: Validation): UndefinedField[] {
  const { events, bands, bands_in_order, red_to_green_churn, red_to_base_churn } = validation;
  return [
    ...(bands.some(({ lost_rate }) => lost_rate === null) ? because("The band is empty.", `${place}.bands[].lost_rate`) : []),
    ...(bands_in_order === null ? because("An order needs a loss, and accounts in two bands.", `${place}.bands_in_order`) : []),
    ...(red_to_green_churn === null
      ? because("Green or red is empty, or no green account was lost.", `${place}.red_to_green_churn`)
      : []),
    ...(red_to_base_churn === null ? because("No account is red, or no account was lost.", `${place}.red_to_base_churn`) : []),
    ...(events === 0 ? because("No account was lost.", `${place}.lost_below_green_share`) : []),
  ];
}

/** Why sums of ARR are null: one of their accounts has none, or nothing was lost to take a share of. */
function moneyReasons({
  lift,
  bands,
  false_green_arr,
  false_green_share,
  at_capacity,
  without_arr,
}: Validation): UndefinedField[] {
  const unknown = `${without_arr} accounts have no ARR, and a sum that would hold one of them is not known.`;
  const fields = [
    ...(lift.some(({ arr_lost }) => arr_lost === null) ? ["lift[].arr_lost"] : []),
    ...(bands.some(({ arr }) => arr === null) ? ["bands[].arr"] : []),
    ...(bands.some(({ arr_lost }) => arr_lost === null) ? ["bands[].arr_lost"] : []),
    ...(false_green_arr === null ? ["false_green_arr"] : []),
    ...(at_capacity?.arr_reached === null ? ["at_capacity.arr_reached"] : []),
  ];
  const lostKnown = lift.every(({ arr_lost }) => arr_lost !== null);
  return [
    ...because(
      unknown,
      fields.map((name) => `${place}.${name}`),
    ),
    ...(false_green_share === null ? because(lostKnown ? "No ARR was lost." : unknown, `${place}.false_green_share`) : []),
  ];
}

/**
 * A reason for every null of a validation, under the path `validation`.
 * @example reasonsOf(validation, "No components were given, only the score.")
 */
export function reasonsOf(validation: Validation, whyNoSuggestion: string | null): UndefinedField[] {
  const { events, at_capacity, brier, brier_skill, gates, suggested } = validation;
  const open = "What it tests has no value here, or so many were lost that no score could reach the floor.";
  return [
    ...orderReasons(validation),
    ...bandReasons(validation),
    ...moneyReasons(validation),
    ...(at_capacity === null
      ? because("No capacity was given: how many accounts the team can call.", `${place}.at_capacity`)
      : []),
    ...(at_capacity?.precision === null
      ? because("A team that calls nobody finds nobody.", `${place}.at_capacity.precision`)
      : []),
    ...(at_capacity && events === 0 ? because("No account was lost.", `${place}.at_capacity.recall`) : []),
    ...(brier === null
      ? because("No chances of renewing were given; a score is not a chance.", `${place}.brier`, `${place}.brier_of_base_rate`)
      : []),
    ...(brier_skill === null
      ? because(
          brier === null ? "No chances of renewing were given; a score is not a chance." : "All of them came out the same.",
          `${place}.brier_skill`,
        )
      : []),
    ...(gates.some(({ found }) => found === null) ? because(open, `${place}.gates[].found`) : []),
    ...(gates.some(({ passed }) => passed === null) ? because(open, `${place}.gates[].passed`) : []),
    ...(suggested === null ? because(whyNoSuggestion ?? "", `${place}.suggested`) : []),
    ...(suggested?.components.some(({ standard_share }) => standard_share === null)
      ? because("The standard weights do not know all of these components.", `${place}.suggested.components[].standard_share`)
      : []),
  ];
}

import { because, type UndefinedField } from "../../core/answer.ts";
import type { TechnologyFields } from "./figures.ts";
import type { TechnologyQuestion } from "./vendors.ts";

/** Whether a list has a row whose field is null. */
const some = <Row>(rows: readonly Row[], field: keyof Row): boolean => rows.some((row) => row[field] === null);

function spendingReasons({ spending }: TechnologyFields, { arr, budget }: TechnologyQuestion): UndefinedField[] {
  if (spending === null) return because("Neither a budget nor ARR was given.", "spending");
  const unknown = [budget === undefined && "budget", arr === undefined && "ARR"].filter((one) => one !== false).join(" and ");
  return [
    ...(budget === undefined ? because("No budget was given.", "spending.budget") : []),
    ...(arr === undefined ? because("No ARR was given.", "spending.usual_low", "spending.usual_high") : []),
    ...(unknown ? because(`No ${unknown} was given.`, "spending.share_of_arr", "spending.verdict") : []),
    ...(!unknown && arr === 0
      ? because("ARR is 0, so there is none to compare with.", "spending.share_of_arr", "spending.verdict")
      : []),
  ];
}

function vendorReasons({ vendors, sensitivity, decided, decision }: TechnologyFields): UndefinedField[] {
  const few = "A choice needs two vendors with a score.";
  return [
    ...(decided === null ? because(vendors.length ? few : "No vendors were given.", "decided") : []),
    ...(decision === null ? because(vendors.length ? few : "No vendors were given.", "decision") : []),
    ...(some(vendors, "score") ? because("Nothing that carries weight was scored.", "vendors[].score", "vendors[].rank") : []),
    ...(some(vendors, "price") ? because("No price_a_year was given for this vendor.", "vendors[].price") : []),
    ...(some(sensitivity, "flips_at_share")
      ? because(
          "At no weight of this criterion does another vendor lead, or it holds all the weight.",
          "sensitivity[].flips_at_share",
          "sensitivity[].flips_to",
        )
      : []),
  ];
}

/** A reason for every null of a plan. @example nullReasons(fields, {})[0] // { field: "platform", reason: "..." } */
export function nullReasons(fields: TechnologyFields, question: TechnologyQuestion): UndefinedField[] {
  const { platform, buy_now, budget, phases } = fields;
  return [
    ...(platform === null ? because("Nothing about the company or its tools was given.", "platform") : []),
    ...(platform?.stage_says === null ? because("No stage was given.", "platform.stage_says") : []),
    ...(platform?.size_due === null
      ? because("CSMs or accounts are not known, and what is known is below the trigger.", "platform.size_due")
      : []),
    ...(some(buy_now, "cost_low")
      ? because(
          "No vendor price was given and the library has none for it; ask for a quote.",
          "buy_now[].cost_low",
          "buy_now[].cost_high",
        )
      : []),
    ...vendorReasons(fields),
    ...(some(budget, "amount") ? because("No budget was given.", "budget[].low", "budget[].high", "budget[].amount") : []),
    ...spendingReasons(fields, question),
    ...(some(phases, "weeks") ? because("No source says how long a missing condition takes.", "phases[].weeks") : []),
  ];
}

import { because, type UndefinedField } from "../../core/answer.ts";
import type { BusinessCase, MustBeTrue, OptionAnswer } from "./answer.ts";
import type { CaseFacts } from "./business-case.ts";

const NO_MARGIN = "At a gross margin of 0 kept revenue earns nothing, so no lift repays anything.";
const NO_LIFT = "nobody gave a lift; must_be_true says which one it would take.";

const named = (options: readonly OptionAnswer[]) => options.map(({ name }) => name).join(", ");

/** Options whose change can never be seen although the spread is known, by why. */
function neverSeen(options: readonly OptionAnswer[], field: "years_to_see_break_even" | "years_to_see_lift"): UndefinedField[] {
  const chosen = options.filter((option) => option[field] === null && (field !== "years_to_see_lift" || option.npv !== null));
  const none = chosen.filter((option) => field === "years_to_see_lift" || option.break_even === 0);
  const rest = chosen.filter((option) => !none.includes(option));
  const noMargin = rest.some((option) => option.break_even === null);
  const why =
    field === "years_to_see_lift"
      ? "no year has a lift large enough to be seen ever."
      : "it costs nothing, so there is no change to look for.";
  return [
    ...(none.length ? because(`${named(none)}: ${why}`, `options[].${field}`) : []),
    ...(rest.length
      ? because(noMargin ? NO_MARGIN : `${named(rest)}: the change is too small to be seen ever.`, `options[].${field}`)
      : []),
  ];
}

/** Segments that have no average account, by why; without a margin no account of any size would do. */
function emptySegments({ margin, book }: CaseFacts): UndefinedField[] {
  const field = "options[].break_even_accounts[].accounts";
  if (margin.central === 0) return because(NO_MARGIN, field);
  const without = (name: "accounts" | "arr") => book.segments.filter((one) => one[name] === 0).map(({ tier }) => tier);
  const [accounts, arr] = [without("accounts"), without("arr").filter((tier) => !without("accounts").includes(tier))];
  return [
    ...(accounts.length ? because(`${accounts.join(", ")}: there are no accounts.`, field) : []),
    ...(arr.length ? because(`${arr.join(", ")}: there is no ARR.`, field) : []),
  ];
}

function aboutOptions(options: readonly OptionAnswer[], facts: CaseFacts): UndefinedField[] {
  const reason = (field: keyof OptionAnswer, why: string, chosen = options) =>
    chosen.some((option) => option[field] === null) ? because(why, `options[].${field}`) : [];
  const without = options.filter((option) => option.npv === null);
  const unpaid = options.filter(
    (option) => option.npv !== null && [option, ...(option.cases ?? [])].some((one) => one.payback_month === null),
  );
  const lost = facts.lost === null ? "How much a year's losses take is not known; do_nothing says what would tell." : NO_MARGIN;
  const chance = "How far chance moves retention is not known; see detectable_effect.";
  return [
    ...(["break_even", "break_even_low", "break_even_high", "break_even_first_year", "retained_arr_needed"] as const).flatMap(
      (field) => reason(field, NO_MARGIN),
    ),
    ...(options.some((option) => option.break_even_accounts?.some(({ accounts }) => accounts === null))
      ? emptySegments(facts)
      : []),
    ...reason("within_losses", lost),
    ...(without.length
      ? because(
          `${named(without)}: ${NO_LIFT}`,
          "options[].npv",
          "options[].npv_recurring",
          "options[].payback_month",
          "options[].years_to_see_lift",
        )
      : []),
    ...(unpaid.length
      ? because(
          `${named(unpaid)}: margin so far stays below cost so far in the years with a lift.`,
          "options[].payback_month",
          "options[].cases[].payback_month",
        )
      : []),
    ...(facts.spread === null
      ? [
          ...reason("years_to_see_break_even", chance),
          ...reason(
            "years_to_see_lift",
            chance,
            options.filter((option) => option.npv !== null),
          ),
        ]
      : [...neverSeen(options, "years_to_see_break_even"), ...neverSeen(options, "years_to_see_lift")]),
  ];
}

function aboutKilling(options: readonly OptionAnswer[], facts: CaseFacts): UndefinedField[] {
  const at = (field: string) => `options[].kill_criterion.${field}`;
  const leading = options.some((option) => option.kill_criterion.rise === null);
  const level = options.some((option) => option.kill_criterion.rise !== null && option.kill_criterion.level === null);
  return [
    ...(leading
      ? because(
          `${facts.margin.central === 0 ? "No lift repays anything at a margin of 0" : "Retention cannot be read in time"}; agree on this measure's level before the start.`,
          at("rise"),
          at("level"),
        )
      : []),
    ...(level
      ? because(
          facts.book.grr === null
            ? "The baseline GRR is unknown, so only the rise above it can be named."
            : "The baseline and the rise together pass the whole book, so the level cannot be reached.",
          at("level"),
        )
      : []),
    ...(facts.as_of === undefined ? because("No start was given; give details.as_of for a date.", at("date")) : []),
  ];
}

/** Why parts of a business case are null, of those that are. */
export function caseReasons(
  options: readonly OptionAnswer[],
  conditions: readonly MustBeTrue[],
  pairs: BusinessCase["indifference"],
  facts: CaseFacts,
): UndefinedField[] {
  const lifts = ["added_grr_cash", "added_grr_once", "added_grr_renewing"] as const;
  const none = lifts.filter((name) => conditions.some((row) => row[name] === null));
  return [
    ...aboutOptions(options, facts),
    ...aboutKilling(options, facts),
    ...(pairs.some((pair) => pair.extra_grr === null)
      ? because(NO_MARGIN, "indifference[].extra_grr", "indifference[].extra_arr")
      : []),
    ...because(
      facts.margin.central === 0 ? NO_MARGIN : "The ramp is as long as the horizon, so nothing is kept within it.",
      none.map((name) => `must_be_true[].${name}`),
    ),
    ...(conditions.some((row) => row.possible === null)
      ? because(facts.margin.central === 0 ? NO_MARGIN : "Needs grr, the baseline.", "must_be_true[].possible")
      : []),
  ];
}

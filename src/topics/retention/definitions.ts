import { because, type UndefinedField } from "../../core/answer.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { addAll } from "../../core/order.ts";
import {
  type AccountChange,
  type Definition,
  type RefusedFigure,
  ratesOfBridge,
  retentionOfAccounts,
  standardPolicy,
} from "./retention.ts";

/** Money gained and lost month by month; a return from zero is reactivation and on neither side. */
export interface Movements {
  expansion: number;
  losses: number;
}

/**
 * Sums every monthly rise and fall of the accounts' series. Amounts in one unit, both results zero or more.
 * A rise from zero (new, or come back) is left out. Null when an account has no monthly history.
 * @example movementsOf([{ ...account, series: [100, 200, 50] }]) // { expansion: 100, losses: 150 }
 */
export function movementsOf(changes: readonly AccountChange[]): Movements | null {
  const expansion: number[] = [];
  const losses: number[] = [];
  for (const { series } of changes) {
    if (series === null) return null;
    for (let month = 1; month < series.length; month += 1) {
      const before = series[month - 1]!;
      const now = series[month]!;
      if (now < before) losses.push(before, -now);
      else if (now > before && before > 0) expansion.push(now, -before);
    }
  }
  return { expansion: sumMoney(expansion), losses: sumMoney(losses) };
}

/** Answers to "which definition?": the same accounts under each, and the figures that go by the name of retention and are not. */
export interface DefinitionsAndRefusals {
  definitions: Definition[];
  refused: RefusedFigure[];
  undefined: UndefinedField[];
}

const noHistory = "It needs the months between the two dates; only two amounts an account are known, or a month is missing.";

/**
 * The same accounts under five definitions of retention, whatever policy the headline has; rates as fractions of the cohort's opening.
 * A definition that needs monthly history or earlier payments that are not known is null with a reason.
 * @example definitionsOfAccounts(changes).definitions.find((one) => one.definition === "gap_as_churn")?.nrr
 */
export function definitionsOfAccounts(changes: readonly AccountChange[]): DefinitionsAndRefusals {
  const cohort = changes.filter((change) => change.start > 0);
  const standard = retentionOfAccounts(changes, standardPolicy);
  const opening = standard.bridge.starting;
  const gapKnown = cohort.every((change) => change.gap !== null);
  const gap = gapKnown ? retentionOfAccounts(changes, { ...standardPolicy, gap: "churned" }) : null;
  const cohortMoves = movementsOf(cohort);
  const returned = changes.some((change) => change.start === 0 && change.end > 0 && change.paid_before === null);
  const back = ratesOfBridge(standard.bridge, standard.accounts, { ...standardPolicy, reactivation: "included" });
  const churnOnly = ratesOfBridge(standard.bridge, standard.accounts, { ...standardPolicy, grr: "churn_only" });
  const moves = ratesOfMovements(opening, cohortMoves);
  const movesImpossible = moves.grr !== null && moves.grr < 0;

  const definitions: Definition[] = [
    {
      definition: "point_to_point",
      nrr: standard.nrr,
      grr: standard.grr,
      note: "Accounts paying at the start, at the start and at the end; a gap between does not matter.",
    },
    {
      definition: "gap_as_churn",
      nrr: gap?.nrr ?? null,
      grr: gap?.grr ?? null,
      note: "The same accounts; one that fell to zero in between counts as lost, even if it came back.",
    },
    {
      definition: "movements_of_cohort",
      nrr: movesImpossible ? null : moves.nrr,
      grr: movesImpossible ? null : moves.grr,
      note: "The same accounts, every monthly rise and fall added up; a return from zero is left out.",
    },
    {
      definition: "churn_only",
      nrr: standard.nrr,
      grr: churnOnly.grr,
      note: "Gross without downgrades, as some companies publish it; net is as point to point.",
    },
    {
      definition: "reactivation_included",
      nrr: returned ? null : back.nrr,
      grr: standard.grr,
      note: "Net with customers who had left before the start and pay again at the end; gross is as point to point.",
    },
  ];

  const both = ["definitions[].nrr", "definitions[].grr"];
  const reasons: UndefinedField[] = [];
  if (opening === 0) addAll(reasons, because("No account pays at the start.", both));
  else {
    if (!gapKnown) addAll(reasons, because(`gap_as_churn: ${noHistory}`, both));
    if (cohortMoves === null) addAll(reasons, because(`movements_of_cohort: ${noHistory}`, both));
    if (movesImpossible)
      addAll(reasons, because("movements_of_cohort: the summed monthly losses exceed the opening revenue; see refused.", both));
    if (returned)
      addAll(
        reasons,
        because(
          "reactivation_included: whether accounts that start at zero paid earlier is not known; give paid_before, or months before the start.",
          "definitions[].nrr",
        ),
      );
  }
  const refused = refusedFigures(changes, cohortMoves, standard.bridge, movesImpossible);
  return {
    definitions,
    refused,
    undefined: [
      ...reasons,
      ...(refused.some((figure) => figure.grr === null)
        ? because("New customers change net retention only; gross has no such form.", "refused[].grr")
        : []),
    ],
  };
}

function ratesOfMovements(opening: number, moved: Movements | null): { nrr: number | null; grr: number | null } {
  if (opening === 0 || moved === null) return { nrr: null, grr: null };
  return {
    nrr: ratioOfMoney(sumMoney([opening, moved.expansion, -moved.losses]), opening),
    grr: ratioOfMoney(sumMoney([opening, -moved.losses]), opening),
  };
}

function refusedFigures(
  changes: readonly AccountChange[],
  cohortMoves: Movements | null,
  bridge: { starting: number; new: number; reactivation: number; ending: number },
  movesImpossible: boolean,
): RefusedFigure[] {
  if (bridge.starting === 0) return [];
  const refused: RefusedFigure[] = [];
  if (movesImpossible)
    refused.push({
      definition: "movements_of_cohort",
      ...ratesOfMovements(bridge.starting, cohortMoves),
      why: "Accounts that rose and fell again lose more than they had at the start.",
    });
  const others = movementsOf(changes.filter((change) => change.start === 0));
  if (others !== null && cohortMoves !== null && (others.losses > 0 || others.expansion > 0))
    refused.push({
      definition: "losses_of_all_customers",
      ...ratesOfMovements(bridge.starting, {
        expansion: sumMoney([cohortMoves.expansion, others.expansion]),
        losses: sumMoney([cohortMoves.losses, others.losses]),
      }),
      why: "Its movements include customers won after the start, its opening does not.",
    });
  if (bridge.new > 0 || bridge.reactivation > 0)
    refused.push({
      definition: "new_customers_leaked_in",
      nrr: ratioOfMoney(bridge.ending, bridge.starting),
      grr: null,
      why: "Everybody's ending revenue over the opening measures growth, not retention.",
    });
  return refused;
}

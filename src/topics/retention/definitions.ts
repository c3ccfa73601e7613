import { type Answered, type Known, orNull, unknown } from "../../core/known.ts";
import { MoneySum, ratioOfMoney, sumMoney } from "../../core/money.ts";
import { type Definition, DefinitionSchema, type Month, type RefusedFigure } from "./answer.ts";
import {
  type AccountChange,
  grossRetention,
  type Lines,
  netRetention,
  type Retention,
  retentionOfAccounts,
  standardPolicy,
} from "./retention.ts";

/** Money gained and lost month by month; a return from zero is reactivation and on neither side. */
interface Movements {
  expansion: number;
  losses: number;
}

/**
 * Sums every monthly rise and fall of the accounts' series. Amounts in one unit, both results zero or more.
 * A rise from zero (new, or come back) is left out. Null when an account has no monthly history.
 * @example movementsOf([{ ...account, series: [100, 200, 50] }], () => true) // { expansion: 100, losses: 150 }
 */
function movementsOf(changes: readonly AccountChange[], counts: (change: AccountChange) => boolean): Movements | null {
  const [expansion, losses] = [new MoneySum(), new MoneySum()];
  for (const change of changes) {
    if (!counts(change)) continue;
    const { series } = change;
    if (series === null) return null;
    for (let month = 1; month < series.length; month += 1) {
      const before = series[month - 1]!;
      const now = series[month]!;
      const sum = now < before ? losses : now > before && before > 0 ? expansion : null;
      sum?.add(Math.max(now, before));
      sum?.add(-Math.min(now, before));
    }
  }
  return { expansion: expansion.total(), losses: losses.total() };
}

/** Answers to "which definition?": the same accounts under each, and the figures that go by the name of retention and are not. */
interface DefinitionsAndRefusals {
  definitions: Answered<Definition>[];
  refused: Answered<RefusedFigure>[];
}

const noHistory = unknown(
  "It needs the months between the two dates; only two amounts an account are known, or a month is missing.",
);
const noGross = unknown("New customers change net retention only; gross has no such form.");

/** Rates of each month multiplied: all who pay at its start, so customers won since the start are in them. */
function multiplied(months: readonly Answered<Month>[]): Rates {
  if (months.length === 0) return { nrr: noHistory, grr: noHistory };
  if (months.some(({ opening }) => opening === 0)) {
    const none = unknown("In one of the months nobody paid at the start.");
    return { nrr: none, grr: none };
  }
  const product = (kept: (month: Answered<Month>) => number) =>
    months.reduce((all, month) => all * ratioOfMoney(kept(month), month.opening), 1);
  return {
    nrr: product(({ opening, expansion, lost }) => sumMoney([opening, expansion, -lost])),
    grr: product(({ opening, lost }) => sumMoney([opening, -lost])),
  };
}

/**
 * The same accounts under other definitions of retention, whatever policy the headline has; rates as fractions of the cohort's opening.
 * @example definitionsOfAccounts(changes, months).definitions.find((one) => one.definition === "gap_as_churn")?.nrr
 */
export function definitionsOfAccounts(
  changes: readonly AccountChange[],
  months: readonly Answered<Month>[] = [],
  standard = retentionOfAccounts(changes, standardPolicy),
): DefinitionsAndRefusals {
  const { bridge, nrr, grr } = standard;
  const none = { nrr: noHistory, grr: noHistory };
  const gap = changes.every((change) => !(change.start > 0) || change.gap !== null)
    ? retentionOfAccounts(changes, { ...standardPolicy, gap: "churned" })
    : none;
  const moved = movementsOf(changes, ({ start }) => start > 0);
  const moves = moved === null ? none : ratesOfMovements(bridge, moved);
  const gross = orNull(moves.grr);
  const movesImpossible = gross !== null && gross < 0;
  const tooMuch = unknown("The summed monthly losses exceed the opening revenue; see refused.");
  const returned = changes.some((change) => change.start === 0 && change.end > 0 && change.paid_before === null);
  const paidEarlier = unknown(
    "Whether accounts that start at zero paid earlier is not known; give paid_before, or months before the start.",
  );
  const back = netRetention(bridge, { reactivation: "included" });
  return {
    definitions: definitionsOf({
      point_to_point: { nrr, grr },
      gap_as_churn: gap,
      movements_of_cohort: movesImpossible ? { nrr: tooMuch, grr: tooMuch } : moves,
      months_multiplied: multiplied(months),
      churn_only: { nrr, grr: grossRetention(bridge, { grr: "churn_only" }) },
      reactivation_included: { nrr: returned ? paidEarlier : back, grr },
    }),
    refused: refusedFigures(changes, moved, bridge, movesImpossible),
  };
}

interface Rates {
  nrr: Known<number>;
  grr: Known<number>;
}

/** Rates by definition as rows. */
export function definitionsOf(rates: Record<Definition["definition"], Rates>): Answered<Definition>[] {
  return DefinitionSchema.shape.definition.options.map((definition) => {
    const { nrr, grr } = rates[definition];
    return { definition, nrr, grr };
  });
}

function ratesOfMovements({ starting }: Pick<Retention["bridge"], "starting">, { expansion, losses }: Movements): Rates {
  const lines: Lines = { starting, expansion, reactivation: 0, contraction: losses, churn: 0 };
  return { nrr: netRetention(lines, standardPolicy), grr: grossRetention(lines, standardPolicy) };
}

/** Everybody's ending over the opening, which is growth: named, so that nobody takes it for retention. */
export function leakedIn({ starting, ending }: { starting: number; ending: number }): Answered<RefusedFigure> {
  return {
    definition: "new_customers_leaked_in",
    nrr: ratioOfMoney(ending, starting),
    grr: noGross,
  };
}

function refusedFigures(
  changes: readonly AccountChange[],
  cohortMoves: Movements | null,
  bridge: Retention["bridge"],
  movesImpossible: boolean,
): Answered<RefusedFigure>[] {
  if (bridge.starting === 0) return [];
  const refused: Answered<RefusedFigure>[] = [];
  if (movesImpossible && cohortMoves !== null)
    refused.push({
      definition: "movements_of_cohort",
      ...ratesOfMovements(bridge, cohortMoves),
    });
  const others = movementsOf(changes, ({ start }) => start === 0);
  if (others !== null && cohortMoves !== null && (others.losses > 0 || others.expansion > 0))
    refused.push({
      definition: "losses_of_all_customers",
      ...ratesOfMovements(bridge, {
        expansion: sumMoney([cohortMoves.expansion, others.expansion]),
        losses: sumMoney([cohortMoves.losses, others.losses]),
      }),
    });
  if (bridge.new > 0 || bridge.reactivation > 0) refused.push(leakedIn(bridge));
  return refused;
}

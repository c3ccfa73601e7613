import type * as z from "zod";
import type { Findings } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { HoursCounted, PlaybookKind } from "./figures.ts";

export interface CapacityRequest {
  runs_a_year?: number;
  capacity?: {
    accounts?: number;
    triggered_share?: number;
    customer_hours?: number;
    hours_per_csm?: number;
    csms?: number;
  };
}

export interface YearlyHours extends Findings {
  runs_a_year: number;
  hours_a_year: number;
  /** Hours the team has for customers in a year; null where nobody said. */
  customer_hours: number | null;
  /** Hours of this playbook over those hours. */
  capacity_share: number | null;
}

function runs({ runs_a_year, capacity = {} }: CapacityRequest): number {
  const { accounts, triggered_share } = capacity;
  const pair = accounts !== undefined || triggered_share !== undefined;
  if (runs_a_year !== undefined && pair)
    throw new Problem({
      what: "runs_a_year and accounts with triggered_share both say how often it runs.",
      remedy: "Give one of them.",
    });
  if (runs_a_year !== undefined) return runs_a_year;
  if (accounts === undefined || triggered_share === undefined)
    throw new Problem({
      what: "capacity: nothing says how often the playbook runs in a year.",
      remedy: "Give runs_a_year, or accounts and triggered_share, the share of them that triggers it in a year.",
    });
  return accounts * triggered_share;
}

function available({ customer_hours, hours_per_csm, csms }: NonNullable<CapacityRequest["capacity"]>): number | null {
  const pair = hours_per_csm !== undefined || csms !== undefined;
  if (customer_hours !== undefined && pair)
    throw new Problem({
      what: "capacity: customer_hours and hours_per_csm with csms both say how many hours there are.",
      remedy: "Give one of them.",
    });
  if (customer_hours !== undefined) return customer_hours;
  if (!pair) return null;
  if (hours_per_csm === undefined || csms === undefined)
    throw new Problem({
      what: `capacity: ${hours_per_csm === undefined ? "hours_per_csm" : "csms"} is missing.`,
      remedy: "Give both: hours a year that one CSM has for customers, and the number of CSMs.",
    });
  return hours_per_csm * csms;
}

/**
 * What a playbook takes of a team's year: runs times hours a run, and its share of the hours the team has for customers.
 * Null when the question was not asked. Units: runs, hours, a fraction. Throws Problem for half an answer or two answers to one question.
 * @example yearlyHours({ runs_a_year: 18, capacity: { customer_hours: 3384 } }, run, [])?.hours_a_year // 54
 */
export function yearlyHours(
  request: CapacityRequest,
  { kind, touch, hours_per_run }: { kind: PlaybookKind; touch: Touch; hours_per_run: number },
  counted: z.infer<typeof HoursCounted>,
): YearlyHours | null {
  if (request.runs_a_year === undefined && request.capacity === undefined) return null;
  const runs_a_year = runs(request);
  const hours_a_year = runs_a_year * hours_per_run;
  const customer_hours = available(request.capacity ?? {});
  const capacity_share = customer_hours === null || customer_hours === 0 ? null : hours_a_year / customer_hours;
  if (![hours_a_year, customer_hours ?? 0, capacity_share ?? 0].every(Number.isFinite))
    throw new Problem({
      what: "capacity: these numbers are too large, or too far apart, to compute with.",
      remedy: "Give runs and hours of one year.",
    });
  const line = counted.find((one) => one.kind === kind && one.touches.includes(touch));
  const over = customer_hours !== null && hours_a_year > customer_hours;
  const reason =
    customer_hours === null
      ? "Nothing says how many hours the team has for customers: give customer_hours, or hours_per_csm and csms."
      : "The team has 0 hours for customers, and a share of nothing is not defined.";
  return {
    runs_a_year,
    hours_a_year,
    customer_hours,
    capacity_share,
    warnings: over
      ? [
          {
            code: "over_capacity",
            message: "This playbook alone needs more hours a year than the team has for customers.",
          },
        ]
      : [],
    assumptions: [
      {
        what: "Hours counted once",
        value:
          line === undefined
            ? "on top of an account's ordinary hours"
            : `inside an account's ordinary hours (${line.counted_as})`,
        why: "playbooks-catalogue says which kinds size_team holds in the hours of an account already.",
        if_wrong: line === undefined ? "The team looks too busy." : "Adding them again makes the team look too busy.",
      },
    ],
    undefined: [
      ...(customer_hours === null ? [{ field: "customer_hours", reason }] : []),
      ...(capacity_share === null ? [{ field: "capacity_share", reason }] : []),
    ],
  };
}

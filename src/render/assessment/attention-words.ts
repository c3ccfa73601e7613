import type { AttentionSplit } from "../../core/org/assessment/attention.ts";
import { listed, points } from "../economics-words.ts";
import { decimal } from "../numbers.ts";
import { type AssessmentContext, type Finding, firstThree, shareText, type Worded } from "./worded.ts";

const RULE = "org-attention";
/** Rows shown at once. */
const SHOWN = 12;

function reasonOf({ hours, arr, without_hours, without_arr }: AttentionSplit): string {
  const lacking = [
    ...(without_hours.length ? [`hours of ${listed(without_hours)}`] : []),
    ...(without_arr.length ? [`ARR of ${listed(without_arr)}`] : []),
  ];
  if (lacking.length) return `Not known: ${lacking.join("; ")}. A share needs every row, and a missing one is not 0.`;
  return hours === 0
    ? "No hours were spent, so there is nothing to share."
    : arr === 0
      ? "There is no ARR, so there is nothing to share."
      : "";
}

function findingsOf({ rows }: AttentionSplit): Finding[] {
  return rows.flatMap(({ name, hours_share, arr_share, points: off, hours_over }) =>
    hours_share === null || arr_share === null || off === null || hours_over === null || off === 0
      ? []
      : [
          {
            finding: `${name} gets ${decimal(Math.abs(hours_over), 1)} hours ${off > 0 ? "more" : "fewer"} than its revenue would`,
            evidence: `${shareText(hours_share)} of hours against ${shareText(arr_share)} of ARR: ${points(Math.abs(off))}`,
            rule: RULE,
          },
        ],
  );
}

/** Attention against revenue for a VP: who gets more hours than revenue would give, by how much, and that a gap alone is no verdict. */
export function attentionWords(found: AttentionSplit, _context: AssessmentContext): Worded {
  const { rows, hours, hours_to_move, hours_to_move_share, without_hours, without_arr } = found;
  const known = rows.filter(({ points: off }) => off !== null);
  const most = known.filter(({ points: off }) => (off ?? 0) > 0)[0];
  const least = known.filter(({ points: off }) => (off ?? 0) < 0)[0];
  const reason = reasonOf(found);
  const even = hours_to_move !== null && most === undefined;
  const recommendation =
    hours_to_move === null
      ? null
      : most === undefined || least === undefined
        ? "Leave the hours where they are; they follow revenue."
        : `Say whether the gap is wanted. If nobody chose it, move hours from ${most.name} to ${least.name} first, and propose one move with what it should change and by when.`;
  const share = (row: { hours_share: number | null; arr_share: number | null } | undefined) =>
    `${shareText(row?.hours_share ?? 0)} of hours and ${shareText(row?.arr_share ?? 0)} of ARR`;
  const nulls = (["hours", "arr", "hours_share", "arr_share", "points", "hours_over"] as const).filter((field) =>
    rows.some((row) => row[field] === null),
  );
  return {
    summary:
      hours_to_move === null
        ? `Attention cannot be held against revenue yet. ${reason}`
        : even
          ? "Hours follow revenue exactly; there is nothing to move."
          : [
              `${decimal(hours_to_move, 1)} of ${decimal(hours ?? 0, 1)} hours (${shareText(hours_to_move_share ?? 0)}) lie where revenue does not.`,
              `${most!.name} has ${share(most)}; ${least!.name} has ${share(least)}.`,
              "A gap is no verdict by itself: no source gives a limit, and the question is whether it was chosen.",
            ].join(" "),
    fields: {
      recommendation,
      findings: findingsOf(found).slice(0, SHOWN),
      next_steps: [
        { step: "Have finance agree to the split, with the list of what was put where", owner: "CFO", rule: RULE },
        { step: "Set the gap against gross retention of the same tiers", rule: "metrics-grr" },
        { step: "Do the same for earlier years and the plan; the direction says more than one year", rule: RULE },
      ],
      missing: firstThree([
        ...without_hours.map((name) => ({
          what: `answers.split: hours of ${name}`,
          why: "No share of hours can be given without it.",
        })),
        ...without_arr.map((name) => ({
          what: `answers.split: arr of ${name}`,
          why: "No share of ARR can be given without it.",
        })),
      ]),
      attention: rows.slice(0, SHOWN),
      attention_total: rows.length,
      hours_to_move,
      hours_to_move_share,
    },
    undefined: [
      ...(recommendation === null ? [{ field: "recommendation", reason }] : []),
      ...(hours_to_move === null ? ["hours_to_move", "hours_to_move_share"].map((field) => ({ field, reason })) : []),
      ...nulls.map((field) => ({
        field: `attention[].${field}`,
        reason: field === "hours" || field === "arr" ? "Not given." : reason,
      })),
    ],
  };
}

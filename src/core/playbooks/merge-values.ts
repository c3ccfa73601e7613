import { Problem } from "../contract/problem.ts";
import type { PlaybookAnchor } from "./playbook-anchor.ts";
import type { DatedStep } from "./playbook-shape.ts";

export interface MergeRequest {
  account?: string;
  owner?: string;
  renewal_date?: string;
  merge?: Readonly<Record<string, string>>;
}

/**
 * What the names in braces stand for: the input's own fields, the dates the playbook found, and the caller's `merge`. Nothing else is known.
 * Throws Problem for an empty value, and for a name that `merge` gives another value than the rest of the input.
 * @example mergeValues({ account: "Acme" }, "meeting", anchor, steps).get("account") // "Acme"
 */
export function mergeValues(
  request: MergeRequest,
  { anchor, anchor_date }: Pick<PlaybookAnchor, "anchor_date"> & { anchor: string },
  steps: readonly DatedStep[],
): Map<string, string> {
  const known = new Map<string, string>();
  const meeting = steps.find((step) => step.counted_from === "meeting" && step.day === 0)?.date;
  const own: [string, string | null | undefined][] = [
    ["account", request.account],
    ["owner", request.owner],
    ["renewal_date", request.renewal_date],
    ["opt_out_deadline", anchor === "opt_out_deadline" ? anchor_date : undefined],
    ["meeting_date", meeting],
  ];
  for (const [field, value] of own) if (value !== undefined && value !== null) known.set(field, value);
  const given = Object.entries(request.merge ?? {});
  const empty = [...known, ...given].filter(([, value]) => value.trim() === "").map(([field]) => field);
  if (empty.length > 0)
    throw new Problem({
      what: `${empty.join(", ")}: no text to fill in.`,
      remedy: "Give the words to print, or leave the field out; it then stays in braces.",
    });
  const clashing = given.filter(([field, value]) => known.has(field) && known.get(field) !== value);
  if (clashing.length > 0)
    throw new Problem({
      what: "merge says something else than the rest of the input:",
      places: clashing.map(([field, value]) => `${field}: "${value}" against "${known.get(field)}"`),
      remedy: "Give each of them once.",
    });
  for (const [field, value] of given) known.set(field, value);
  return known;
}

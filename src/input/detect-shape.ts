import type { TableField, TableShape } from "../core/contract/table.ts";

/** What decides a table's shape. */
export interface ShapeEvidence {
  fields: ReadonlySet<TableField>;
  hasAmount: boolean;
  hasTwoAmounts: boolean;
  monthIsCertain: boolean;
  /** Whether every account stands in one row. */
  oneRowAnAccount: boolean;
}

const ofAnAccount: readonly TableField[] = ["owner", "tier", "touch", "segment", "health", "renewal_date", "notice_days"];

/**
 * The shape of a table from the columns it has.
 * @example account, month and amount are "snapshots"
 */
export function detectShape({ fields, hasAmount, hasTwoAmounts, monthIsCertain, oneRowAnAccount }: ShapeEvidence): TableShape {
  if (fields.has("role") && (fields.has("contact") || !hasAmount)) return "stakeholders";
  if (hasTwoAmounts && fields.has("account")) return "accounts";
  if (fields.has("account") && hasAmount) {
    const spans = fields.has("start");
    if (fields.has("month") && (monthIsCertain || !spans)) return "snapshots";
    const list =
      oneRowAnAccount && !fields.has("end") && !fields.has("subscription") && ofAnAccount.some((field) => fields.has(field));
    return spans && !list ? "subscriptions" : "accounts";
  }
  if (fields.has("score") && !fields.has("outcome") && !hasAmount) return "survey";
  return "accounts";
}

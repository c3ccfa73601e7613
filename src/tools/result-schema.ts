import * as z from "zod";
import { AssumptionSchema, BasisSchema, UndefinedSchema, WarningSchema } from "../core/contract/envelope.ts";
import type { AnyTool } from "./tool.ts";

/** The whole result of a tool: its summary, its own fields, and what every result carries. */
export function resultSchema(tool: Pick<AnyTool, "output">): z.ZodObject {
  return z.strictObject({
    summary: z.string(),
    ...tool.output.shape,
    warnings: z.array(WarningSchema),
    assumptions: z.array(AssumptionSchema),
    undefined: z.array(UndefinedSchema),
    basis: z.array(BasisSchema),
  });
}

import * as z from "zod";
import { figure } from "../contract/figure.ts";

export const RoadmapFigures = z.array(
  z.strictObject({
    quarter: z.number().multipleOf(1).min(1),
    week_from: z.number().min(1),
    week_to: z.number().min(1),
    action: z.string(),
    owner: z.string(),
    output: z.string(),
  }),
);

export const roadmapFigure = figure("org-first-year", "roadmap", RoadmapFigures);

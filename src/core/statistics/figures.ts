import * as z from "zod";
import { figure } from "../contract/figure.ts";

/** How often an interval is to hold the truth; the doubt is split evenly on both sides. */
export const confidenceShareFigure = figure("metrics-noise", "confidence_share", z.number().gt(0).lt(1));

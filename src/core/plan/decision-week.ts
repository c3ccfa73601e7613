import { largest } from "../order/largest.ts";

/**
 * The week by which the first quarter's steps are done and the plans can be decided on.
 * @example decisionWeek([{ quarter: 1, week_to: 13 }]) // 13
 */
export function decisionWeek(steps: readonly { quarter: number; week_to: number }[]): number {
  return largest(steps.filter(({ quarter }) => quarter === 1).map(({ week_to }) => week_to));
}

import type { BaseCall } from "./base-call.ts";

export const findBenchmarks: BaseCall[] = [
  { metric: "nrr", acv: 60_000 },
  { metric: "nrr", arr: 20_000_000 },
  { metric: "nrr", limit: 2, offset: 1 },
];

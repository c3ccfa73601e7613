import type { BaseCall } from "./base-call.ts";

export const findRules: BaseCall[] = [
  { query: "retention", limit: 2 },
  { query: "retention", limit: 2, offset: 1 },
];

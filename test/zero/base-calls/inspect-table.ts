import type { BaseCall } from "./base-call.ts";

export const inspectTable: BaseCall[] = [{ table: "pairs.csv", stated_arr: 5000, limit: 1, offset: 1 }];

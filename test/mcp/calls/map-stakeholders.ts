import type { RealCall } from "../real-calls.ts";

const lee = { name: "A. Lee", role: "champion", level: "vp", relationship: 4, last_contact: "2025-12-01" };

export const calls: RealCall[] = [
  {
    what: "one contact",
    tool: "map_stakeholders",
    input: { as_of: "2026-01-01", contacts: [lee] },
    // 31 days ago is within 90; nobody else is there.
    output: { threading: { verdict: "single_threaded", live: 1 }, champion_risk: { level: "medium" }, overdue_total: 0 },
  },
  {
    what: "two accounts with their ARR",
    tool: "map_stakeholders",
    input: {
      as_of: "2026-01-01",
      contacts: [
        { ...lee, account: "Acme", left: true },
        {
          name: "B. Kim",
          role: "decision_maker",
          level: "director",
          relationship: 3,
          last_contact: "2025-09-01",
          account: "Acme",
        },
        { name: "C. Roy", role: "user", account: "Bolt" },
      ],
      accounts: [
        { account: "Acme", arr: 120_000 },
        { account: "Bolt", arr: 0 },
      ],
    },
    // A director is due three months after 1 September: 1 December, 31 days before.
    output: {
      threading: { accounts: 2, exposed_arr: 120_000 },
      overdue: [{ name: "B. Kim", due_on: "2025-12-01", days_over: 31 }],
      champion_risk: { account: "Acme", level: "high", champion: null },
      unknown: [{ name: "C. Roy", missing: "last_contact and level" }],
    },
  },
];

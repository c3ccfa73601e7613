import type { ExampleAccount } from "./account.ts";

/** Cases that reports get wrong, written out so that a reader can follow them by hand. */
export const specialAccounts: readonly ExampleAccount[] = [
  // A parent and two children; in July 2025 the second child's contract moves into the first's, at 700 less in all.
  {
    name: "Bramfield Group",
    parent: "",
    region: "Europe",
    subscriptions: [[{ date: "2024-01-01", mrr: 9500 }]],
    renewal_date: "2026-07-01",
    health: 71,
    notice_days: 90,
  },
  {
    name: "Bramfield Foods",
    parent: "Bramfield Group",
    region: "Europe",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 6400 },
        { date: "2025-07-01", mrr: 8900 },
      ],
    ],
    renewal_date: "2026-07-01",
    health: 66,
    notice_days: 90,
  },
  {
    name: "Bramfield Freight",
    parent: "Bramfield Group",
    region: "Europe",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 3200 },
        { date: "2025-07-01", mrr: 0 },
      ],
    ],
    renewal_date: "",
    health: null,
    notice_days: null,
  },
  // Away for three months inside the last year.
  {
    name: "Café Norte Supply",
    parent: "",
    region: "Europe",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 1450 },
        { date: "2025-05-01", mrr: 0 },
        { date: "2025-08-01", mrr: 1450 },
      ],
    ],
    renewal_date: "2026-08-01",
    health: 58,
    notice_days: 30,
  },
  // Left in 2024, not paying on 2025-01-01, back in 2025.
  {
    name: "O'Dell Instruments",
    parent: "",
    region: "North America",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 2100 },
        { date: "2024-06-01", mrr: 0 },
        { date: "2025-04-01", mrr: 1800 },
      ],
    ],
    renewal_date: "2026-04-01",
    health: 74,
    notice_days: 60,
  },
  {
    name: "Fjällby Textiles",
    parent: "",
    region: "Europe",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 640 },
        { date: "2024-09-01", mrr: 0 },
        { date: "2025-03-01", mrr: 700 },
      ],
    ],
    renewal_date: "2026-03-01",
    health: null,
    notice_days: 30,
  },
  // Grew in March 2025 and ended the year below where it began.
  {
    name: "Halden, Finch & Moore",
    parent: "",
    region: "North America",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 12000 },
        { date: "2025-03-01", mrr: 19000 },
        { date: "2025-10-01", mrr: 9000 },
      ],
    ],
    renewal_date: "2026-10-01",
    health: 44,
    notice_days: 60,
  },
  // Joined and left inside 2025: paying on neither day.
  {
    name: "Tressel Payments",
    parent: "",
    region: "Asia-Pacific",
    subscriptions: [
      [
        { date: "2025-02-01", mrr: 850 },
        { date: "2025-11-01", mrr: 0 },
      ],
    ],
    renewal_date: "",
    health: null,
    notice_days: null,
  },
  // Its last paid day is 2025-12-31: it does not pay on 2026-01-01.
  {
    name: "Merrow Dental",
    parent: "",
    region: "North America",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 980 },
        { date: "2026-01-01", mrr: 0 },
      ],
    ],
    renewal_date: "",
    health: null,
    notice_days: null,
  },
  // Exactly at the floor of low touch: 12 x 1,250 = 15,000.
  {
    name: "Osterbay Tools",
    parent: "",
    region: "Asia-Pacific",
    subscriptions: [[{ date: "2024-01-01", mrr: 1250 }]],
    renewal_date: "2026-09-01",
    health: 81,
    notice_days: 30,
  },
  // Gave up one of two subscriptions: a downgrade across a tier's floor, not a lost customer.
  {
    name: "Quillon Media, Inc.",
    parent: "",
    region: "North America",
    subscriptions: [
      [{ date: "2024-01-01", mrr: 7400 }],
      [
        { date: "2024-01-01", mrr: 1600 },
        { date: "2025-06-01", mrr: 0 },
      ],
    ],
    renewal_date: "2026-06-01",
    health: 49,
    notice_days: 60,
  },
  // Have given notice for a day in 2026; the first of them still looks healthy.
  {
    name: "Vallen Robotics",
    parent: "",
    region: "North America",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 14500 },
        { date: "2026-04-15", mrr: 0 },
      ],
    ],
    renewal_date: "2026-04-15",
    health: 84,
    notice_days: 90,
  },
  {
    name: "Dunmore & Vane, LLP",
    parent: "",
    region: "Europe",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 2900 },
        { date: "2026-06-01", mrr: 0 },
      ],
    ],
    renewal_date: "2026-06-01",
    health: 38,
    notice_days: 60,
  },
  {
    name: "Larkhill Surveying",
    parent: "",
    region: "Asia-Pacific",
    subscriptions: [
      [
        { date: "2024-01-01", mrr: 720 },
        { date: "2026-02-15", mrr: 0 },
      ],
    ],
    renewal_date: "2026-02-15",
    health: 22,
    notice_days: 30,
  },
];

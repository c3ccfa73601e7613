// Books of customers, and the many ways in which people write one down.

/** A stay: what one account paid from a day to a day. */
export interface Line {
  account: string;
  start: string;
  end: string | null;
  mrr: number;
}

/** Whole numbers from a seed, so that a failure repeats. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const pad = (value: number) => String(value).padStart(2, "0");
export const monthAt = (index: number) => `${2023 + Math.floor(index / 12)}-${pad((index % 12) + 1)}-01`;

/** The month that begins a window, and the one that ends it, by their place; a book runs over 30 months. */
export const [FROM, TO, MONTHS] = [12, 24, 30];

/** A random book: accounts that start on firsts of months, some change price, some leave; all amounts divide by 12. */
export function randomBook(seed: number): Line[] {
  const next = numbersFrom(seed);
  const lines: Line[] = [];
  const accounts = 6 + next(12);
  for (let account = 0; account < accounts; account++) {
    const name = `Customer ${String.fromCharCode(65 + account)}${seed % 97}`;
    let at = account < 3 ? next(6) : next(20);
    const leaves = next(10) < 4 ? at + 3 + next(20) : MONTHS;
    let mrr = 12 * (1 + next(80));
    while (at < leaves) {
      const changes = next(10) < 3;
      const until = changes ? Math.min(leaves, at + 4 + next(14)) : leaves;
      lines.push({ account: name, start: monthAt(at), end: until >= MONTHS ? null : monthAt(until), mrr });
      if (until >= MONTHS) break;
      at = until;
      mrr = Math.max(12, mrr + 12 * (next(9) - 3));
    }
  }
  return lines;
}

/** NRR, GRR and logo retention of a window, by loops over the book. */
export function retentionOf(lines: readonly Line[]): { nrr: number; grr: number; logo: number; starting: number } {
  const paid = (day: string) => {
    const sums = new Map<string, number>();
    for (const { account, start, end, mrr } of lines)
      if (start <= day && (end === null || day < end)) sums.set(account, (sums.get(account) ?? 0) + mrr);
    return sums;
  };
  const [before, after] = [paid(monthAt(FROM)), paid(monthAt(TO))];
  let [starting, kept, closing, stayed] = [0, 0, 0, 0];
  for (const [account, amount] of before) {
    const now = after.get(account) ?? 0;
    starting += amount;
    closing += now;
    kept += Math.min(amount, now);
    if (now > 0) stayed += 1;
  }
  return { nrr: closing / starting, grr: kept / starting, logo: stayed / before.size, starting };
}

const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.map((cell) => (/[",;]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(",")).join("\n")}\n`;

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const german = (day: string) => day.split("-").reverse().join(".");
const serial = (day: string) => Math.round(Date.parse(day) / 86_400_000) + 25_569;
const months = Array.from({ length: MONTHS }, (_, index) => monthAt(index));

const byMonth = (lines: readonly Line[]): [string, string, number][] =>
  months.flatMap((month) => {
    const sums = new Map<string, number>();
    for (const { account, start, end, mrr } of lines)
      if (start <= month && (end === null || month < end)) sums.set(account, (sums.get(account) ?? 0) + mrr);
    return [...sums].map(([account, mrr]): [string, string, number] => [account, month, mrr]);
  });

/** A way to write a book down, with what a caller says of it beside the window. */
export interface Disguise {
  name: string;
  text(lines: readonly Line[], next: (below: number) => number): string;
  /** Only to be answered, or asked about: never taken for granted. */
  input?: Record<string, unknown>;
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const disguises: readonly Disguise[] = [
  {
    name: "subscriptions with other headers, title, total and columns that say nothing",
    text: (lines, next) => {
      const rows = lines.map(({ account, start, end, mrr }) => [`n${next(99)}`, end ?? "", account, mrr, start, "EMEA"]);
      return `Export of the day\n\n${csv([["Notes", "Ends on", "Client Name", "Monthly Recurring Revenue", "Contract Start Date", "Region"], ...rows])}`;
    },
  },
  {
    name: "rows in another order, each end open in a word",
    text: (lines) =>
      csv([
        ["Customer", "MRR", "Start Date", "End Date"],
        ...[...lines].reverse().map(({ account, start, end, mrr }) => [account, mrr, start, end ?? "Present"]),
      ]),
  },
  {
    name: "serial dates, and a far day for open",
    text: (lines) =>
      csv([
        ["Customer", "MRR", "Start Date", "End Date"],
        ...lines.map(({ account, start, end, mrr }) => [account, mrr, serial(start), end === null ? "" : serial(end)]),
      ]),
  },
  {
    name: "German headers and dates, semicolons and decimal commas",
    text: (lines) =>
      [
        "Kunde;MRR (EUR);Vertragsbeginn;Vertragsende",
        ...lines.map(
          ({ account, start, end, mrr }) => `${account};${mrr},00;${german(start)};${end === null ? "unbefristet" : german(end)}`,
        ),
      ].join("\n"),
  },
  {
    name: "snapshots by month",
    text: (lines) =>
      csv([["month", "customer", "mrr"], ...byMonth(lines).map(([account, month, mrr]) => [month.slice(0, 7), account, mrr])]),
  },
  {
    name: "one column a month, blank where nothing was paid",
    text: (lines) => {
      const paid = new Map(byMonth(lines).map(([account, month, mrr]) => [`${account}|${month}`, mrr]));
      const head = months.map((month) => `${monthNames[Number(month.slice(5, 7)) - 1]}-${month.slice(2, 4)}`);
      const names = [...new Set(lines.map(({ account }) => account))];
      return csv([
        ["Customer", ...head],
        ...names.map((name) => [name, ...months.map((month) => paid.get(`${name}|${month}`) ?? "")]),
      ]);
    },
    input: { reading: { blank: "zero" } },
  },
  {
    name: "intervals in words",
    text: (lines, next) => {
      const words: [string, number][] = [
        ["Monthly", 1],
        ["Annual", 12],
        ["Quarterly", 3],
        ["2-Year", 24],
      ];
      return csv([
        ["Company", "Subscription Id", "Billing Term", "Price", "Start Date", "End Date"],
        ...lines.map(({ account, start, end, mrr }, index) => {
          const [word, factor] = words[next(words.length)]!;
          return [account, `S${index}`, word, mrr * factor, start, end ?? ""];
        }),
      ]);
    },
  },
  {
    name: "trials, prospects, one-time lines and a row twice",
    text: (lines, next) => {
      const rows = lines.map(({ account, start, end, mrr }, index) => [
        `sub_${index}`,
        account,
        "recurring",
        mrr,
        end === null ? "active" : "canceled",
        start,
        end ?? "",
      ]);
      const trial = [`sub_t`, `Trial ${next(9)}`, "recurring", 600, "trialing", monthAt(TO - 1), ""];
      const lead = [`sub_l`, `Lead ${next(9)}`, "recurring", 900, "incomplete_expired", monthAt(FROM - 1), monthAt(FROM)];
      const once = [`sub_o`, lines[0]!.account, "one-time", 5000, "active", monthAt(FROM - 2), ""];
      return csv([
        ["id", "Customer Name", "Revenue Type", "MRR", "Status", "Start Date", "Ended At"],
        ...rows,
        rows[next(rows.length)]!,
        trial,
        lead,
        once,
      ]);
    },
  },
  {
    name: "seats times a price, with spellings that differ",
    text: (lines, next) =>
      csv([
        ["Customer", "Subscription ID", "Seats", "Unit Price", "Start Date", "End Date"],
        ...lines.map(({ account, start, end, mrr }, index) => [
          next(4) === 0 ? account.toUpperCase() : account,
          `S${index}`,
          mrr / 12,
          12,
          start,
          end ?? "",
        ]),
      ]),
    input: { reading: { amount: "mrr" } },
  },
  {
    name: "last days paid for, and a discount line",
    text: (lines, next) => {
      const one = next(lines.length);
      const rows = lines.flatMap(({ account, start, end, mrr }, index) => {
        const last = end === null ? "" : dayBefore(end);
        return index === one
          ? [
              [account, "Plan", mrr + 60, start, last],
              [account, "Discount", -60, start, last],
            ]
          : [[account, "Plan", mrr, start, last]];
      });
      return csv([["Account", "Line", "MRR", "Start", "End"], ...rows]);
    },
    input: { reading: { ends: "last_day" } },
  },
];

/** Ways to take information away: each ends in a question, or in the same answer. */
export const withLess: readonly Disguise[] = [
  {
    name: "without its ends",
    text: (lines) => csv([["Customer", "MRR", "Start Date"], ...lines.map(({ account, start, mrr }) => [account, mrr, start])]),
  },
  {
    name: "with a status instead of its ends",
    text: (lines) =>
      csv([
        ["Customer", "MRR", "Start Date", "Status"],
        ...lines.map(({ account, start, end, mrr }) => [account, mrr, start, end === null ? "Active" : "Churned"]),
      ]),
  },
  {
    name: "with a status in words of its own",
    text: (lines) =>
      csv([
        ["Customer", "MRR", "Start Date", "End Date", "Status"],
        ...lines.map(({ account, start, end, mrr }) => [account, mrr, start, end ?? "", end === null ? "Zork" : "Blip"]),
      ]),
  },
];

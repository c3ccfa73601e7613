import type { ReadContact } from "./read-contact.ts";

const agreeing = ["level", "relationship", "last_contact", "department", "left"] as const;

/**
 * Rows of the same person at the same account as one contact that holds all roles; blanks are filled from the other rows.
 * Rows that contradict each other are added to the list of places.
 * @example joinContacts([sandChampion, sandUser], []).length // 1
 */
export function joinContacts(contacts: readonly ReadContact[], places: string[]): ReadContact[] {
  const groups = new Map<string, ReadContact[]>();
  for (const contact of contacts) {
    const key = JSON.stringify([contact.account, contact.name.toLowerCase()]);
    groups.set(key, [...(groups.get(key) ?? []), contact]);
  }
  return [...groups.values()].map((rows) => {
    const first = rows[0]!;
    const joined: ReadContact = { ...first, name: rows.map((row) => row.name).sort()[0]! };
    for (const field of agreeing) {
      const values = [...new Set(rows.map((row) => row[field]).filter((value) => value !== null))];
      if (values.length > 1)
        places.push(`${first.name}, ${field}: ${rows.map((row) => `${row.place} ${String(row[field] ?? "blank")}`).join(", ")}`);
      Object.assign(joined, { [field]: values[0] ?? null });
    }
    const roles = new Set(rows.flatMap((row) => row.roles));
    return { ...joined, roles: [...roles] };
  });
}

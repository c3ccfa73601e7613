import type { LostContact } from "../core/org/lost-contacts.ts";

/** What an account is told before its contact goes; {account}, {owner}, {new_contact} and {date} are filled in. */
const template = `Subject: Who looks after {account} from {date}

Hello,

until {date} you reach {owner} as before. After that please turn to {new_contact}. You hear it from us now, so that there is time to finish together what is open.

Your contract, your price and the way support answers do not change. {owner} has written down what we promised you and goes through the list with you before {date}. {new_contact} has the same list.

If the date is a bad one for you, answer this message before it. A person reads every answer and can move it.`;

const nobodyByName = "our customer team";

/** The message with its merge fields open. */
export function contactMessage(): string {
  return template;
}

/**
 * The message for one account; {date} stays open, because nobody has said when.
 * @example filledMessage({ account: "Acme", owner: "Ben", new_contact: "Ana" }) // "Subject: Who looks after Acme from {date} ..."
 */
export function filledMessage({ account, owner, new_contact }: LostContact): string {
  const values: Record<string, string> = { account, owner, new_contact: new_contact ?? nobodyByName };
  return template.replace(/\{(\w+)\}/g, (field, key: string) => values[key] ?? field);
}

/** A name without case, spaces and punctuation, to compare headers. @example squash("Account_ID") // "accountid" */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

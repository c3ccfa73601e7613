export const exitCodes = { done: 0, fault: 1, mend: 2, untied: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

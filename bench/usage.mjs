// Loaded before a program (node --import): says on standard error what it took when it ends.
import { writeSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, `\nUSAGE ${(userCPUTime + systemCPUTime) / 1e6} ${maxRSS / 1024}\n`);
});

// The command line on a terminal: a person is asked, sees what is being done, and reads tables that fit. Python holds the terminal's other end.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { examples, program, requireCurrentBuild } from "../built-program.ts";
import { programPath } from "../offices.ts";
import { runProgram } from "../run-program.ts";

/** Starts a program on a terminal of so many columns, answers what it asks in turn, and prints all it wrote. */
const terminal = `
import json, os, pty, re, select, struct, sys, fcntl, termios, time
ask = json.load(sys.stdin)
child, end = pty.fork()
if child == 0:
    os.chdir(ask["working"])
    os.execvpe(ask["command"][0], ask["command"], {**os.environ, **ask["environment"]})
fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, ask["columns"], 0, 0))
said, seen, steps, until = b"", 0, list(ask["steps"]), time.time() + 90
while time.time() < until:
    ready, _, _ = select.select([end], [], [], 0.2)
    if ready:
        try:
            part = os.read(end, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    if steps and re.search(steps[0][0].encode(), said[seen:]):
        seen = len(said)
        os.write(end, steps.pop(0)[1].encode())
_, status = os.waitpid(child, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "said": said.decode("utf8", "replace"), "left": len(steps)}))
`;
const python = programPath("python3");

interface Typed {
  code: number;
  said: string;
  left: number;
}

function onTerminal(
  args: string[],
  steps: [string, string][],
  working: string,
  columns = 80,
  environment: Record<string, string> = {},
) {
  return new Promise<Typed>((resolve, reject) => {
    const child = spawn(python!, ["-c", terminal], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
    });
    child.on("error", reject);
    child.on("close", () => resolve(JSON.parse(said) as Typed));
    const bare = { TERM: "xterm-256color", NO_COLOR: "", ...environment };
    child.stdin.end(
      JSON.stringify({ command: [process.execPath, program, ...args], working, columns, steps, environment: bare }),
    );
  });
}

const withAccounts = () => temporaryFolder({ "accounts.csv": readFileSync(join(examples, "accounts.csv")) });
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COLORS = /\u001b\[[0-9;]*m/g;

beforeAll(requireCurrentBuild);

describe.skipIf(python === null)("blueprint on a terminal", () => {
  it("asks for the table, the day and the folder, takes what stands in brackets, says what it does and writes", async () => {
    const working = withAccounts();
    const { code, said, left } = await onTerminal(
      ["blueprint"],
      [
        ["Account table.*\\[accounts.csv\\]: ", "\r"],
        ["As of which day \\[\\d{4}-\\d\\d-\\d\\d\\]: ", "tomorrow\r"],
        ["A date like[\\s\\S]*: ", "2026-01-01\r"],
        ["Folder.*\\[plan\\]: ", "\r"],
      ],
      working,
    );
    expect([code, left], said).toEqual([0, 0]);
    expect(said).toContain("1  accounts.csv");
    expect(said).toContain("Reading accounts.csv");
    expect(said).toMatch(/Writing \d+ files to plan/);
    expect(said).toMatch(/Written:\r\n {2}plan/);
    expect(existsSync(join(working, "plan", "blueprint.html"))).toBe(true);
  });

  it("asks for totals where there is no table, and reads them as people write them", async () => {
    const { code, said, left } = await onTerminal(
      ["blueprint"],
      [
        ["Account table.*: ", "\r"],
        ["Company file.*: ", "\r"],
        ["ARR, a year: ", "a lot\r"],
        ["A number, such as 4200000[\\s\\S]*: ", "4.2m\r"],
        ["Paying customers: ", "60\r"],
        ["CSMs today \\[not known\\]: ", "2\r"],
        ["As of.*: ", "2026-01-01\r"],
        ["Folder.*: ", "none\r"],
      ],
      temporaryFolder({ "notes.txt": "" }),
    );
    expect([code, left], said).toEqual([0, 0]);
    expect(said.replace(COLORS, "")).toContain("4.2M");
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("%s at a question stops with nothing written", async (_, key) => {
    const working = withAccounts();
    const { code, said } = await onTerminal(
      ["blueprint"],
      [
        ["Account table.*: ", "\r"],
        ["As of.*: ", key],
      ],
      working,
    );
    expect(code).toBe(130);
    expect(said).toContain("Stopped; nothing was written.");
    expect(readdirSync(working)).toEqual(["accounts.csv"]);
  });

  it.each([50, 80, 110])(
    "shows the whole document within %i columns, in color, and without it where NO_COLOR says so",
    async (columns) => {
      const working = withAccounts();
      const args = ["blueprint", "accounts.csv", "--as-of", "2026-01-01", "--include", "all"];
      const [colored, plain] = await Promise.all([
        onTerminal(args, [], working, columns),
        onTerminal(args, [], working, columns, { NO_COLOR: "1" }),
      ]);
      expect(colored.code, colored.said.slice(-500)).toBe(0);
      expect(colored.said).toMatch(COLORS);
      const shown = plain.said.slice(plain.said.lastIndexOf("\u001b[2K") + "\u001b[2K".length);
      expect(shown).not.toMatch(COLORS);
      const lines = shown.split("\r\n");
      expect(lines.length).toBeGreaterThan(100);
      expect(lines.filter((line) => [...line].length > columns)).toEqual([]);
      expect(lines.filter((line) => /^\|[ :-]+\|/.test(line))).toEqual([]);
    },
  );
});

describe("blueprint without a terminal", () => {
  it("says how to call it, and gives a pipe plain markdown unless color is forced", async () => {
    const none = await runProgram(["blueprint"], { working: withAccounts() });
    expect([none.code, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toContain("on a terminal, blueprint alone asks for them");
    const args = ["blueprint", "accounts.csv", "--as-of", "2026-01-01"];
    const [plain, forced] = await Promise.all([
      runProgram(args, { working: withAccounts() }),
      runProgram(args, { working: withAccounts(), environment: { FORCE_COLOR: "1" } }),
    ]);
    expect(plain.stdout).toMatch(/^# /);
    expect(plain.stdout).not.toMatch(COLORS);
    expect(forced.stdout).toMatch(COLORS);
    expect([plain.stderr, forced.stderr]).toEqual([
      expect.not.stringContaining("Reading"),
      expect.not.stringContaining("Reading"),
    ]);
  });
});

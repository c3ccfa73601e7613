import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "../temporary-folder.ts";

/** Where a program of the machine lies; null where it is not installed. */
export function programPath(...names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

export const libreOffice = programPath("soffice", "libreoffice");
export const gnumeric = programPath("ssconvert");
export const browser = programPath("chromium", "chromium-browser", "google-chrome");

/** Only stops what hangs: it holds on a machine that a dozen other programs share. */
const LIMIT = { stdio: "pipe", timeout: 10 * 60_000 } as const;

/** Files as LibreOffice writes them anew in another form, each under its own name. */
export function throughLibreOffice(form: string, files: readonly string[]): string[] {
  const home = temporaryFolder();
  const out = join(home, "out");
  mkdirSync(out);
  execFileSync(
    libreOffice!,
    [`-env:UserInstallation=file://${home}/profile`, "--headless", "--convert-to", form, "--outdir", out, ...files],
    LIMIT,
  );
  return readdirSync(out).map((name) => join(out, name));
}

/** A workbook as gnumeric computes it and writes it anew. */
export function throughGnumeric(file: string): string {
  const made = join(temporaryFolder(), "made.xlsx");
  execFileSync(gnumeric!, ["--recalc", file, made], LIMIT);
  return made;
}

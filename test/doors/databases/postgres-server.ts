import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Debian and others put the programs of the server. */
function binaries(): string | null {
  const versions = "/usr/lib/postgresql";
  const debian = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
  const folders = [...debian.reverse(), ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl"))) ?? null;
}

/** The server refuses to run as root; Debian's package makes a user for it. */
function account(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return { uid: process.getuid!(), gid: process.getgid!() };
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8")) ?? [];
  return uid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** Why no PostgreSQL can be started here; null where one can. */
export const noPostgres: string | null =
  process.platform === "win32"
    ? "PostgreSQL is tried on Linux and macOS"
    : binaries() === null
      ? "PostgreSQL is not installed: apt-get install postgresql"
      : account() === null
        ? "PostgreSQL does not run as root, and there is no user postgres"
        : null;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

export interface PostgresServer {
  /** Of the user that owns everything. */
  address: string;
  port: number;
  /** Runs statements as the owner; rows as psql prints them, cells apart by "|". */
  run(sql: string): string;
  /** What it logged, every statement among it. */
  log(): string;
  /** Stops it at once, as when its machine fails. */
  kill(): void;
  stop(): void;
}

/** A PostgreSQL of its own in a temporary folder, on a free port of this machine. Its owner "owner" has the password "own#er". */
export async function startPostgres(): Promise<PostgresServer> {
  const [bin, { uid, gid }, port] = [binaries()!, account()!, await freePort()];
  const folder = mkdtempSync(join(tmpdir(), "cs-postgres-"));
  const secret = join(folder, "secret");
  writeFileSync(secret, "own#er");
  for (const path of [folder, secret]) chownSync(path, uid, gid);
  const data = join(folder, "data");
  const program = (name: string, args: string[]) =>
    execFileSync(join(bin, name), args, { uid, gid, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  program("initdb", ["-D", data, "-U", "owner", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C", "-N"]);
  const options = `-p ${port} -h 127.0.0.1 -k '' -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=20 -c log_statement=all`;
  program("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
  const end = (how: string) => spawnSync(join(bin, "pg_ctl"), ["-D", data, "-m", how, "-w", "stop"], { uid, gid, cwd: folder });
  return {
    address: `postgres://owner:own%23er@127.0.0.1:${port}/postgres`,
    port,
    run: (sql) =>
      execFileSync(
        join(bin, "psql"),
        ["-h", "127.0.0.1", "-p", String(port), "-U", "owner", "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1"],
        {
          input: sql,
          encoding: "utf8",
          maxBuffer: 2 ** 28,
          env: { ...process.env, PGPASSWORD: "own#er" },
        },
      ),
    log: () => readFileSync(join(folder, "log"), "utf8"),
    kill: () => end("immediate"),
    stop: () => {
      end("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { defineConfig } from "vitest/config";

// FAST_CHECK_SEED reaches the first; both run before every test file of both projects.
const setupFiles = ["test/fixed-seed.ts", "test/remove-folders.ts"];

const MINUTE = 60_000;

// Two workers, for a machine of two cores; each with room for what is new, since the files of a worker share a heap that is slow to sweep. The limits only stop what hangs: they hold on a machine that a dozen other programs share.
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    execArgv: ["--max-semi-space-size=64"],
    projects: [
      {
        extends: true,
        test: {
          // Everything that runs inside the test's own process. Modules are loaded once for each worker, so no test may change what a module keeps.
          name: "pure",
          include: ["test/**/*.test.ts"],
          exclude: ["test/doors/**"],
          isolate: false,
          setupFiles,
          testTimeout: 2 * MINUTE,
          hookTimeout: 2 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          // What starts the built program, as people and hosts do: the command line, the server, the folder of rules beside the program.
          name: "doors",
          include: ["test/doors/**/*.test.ts"],
          isolate: false,
          setupFiles: [...setupFiles, "test/doors/close-clients.ts"],
          testTimeout: 10 * MINUTE,
          hookTimeout: 10 * MINUTE,
        },
      },
    ],
  },
});

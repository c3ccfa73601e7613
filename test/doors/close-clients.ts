import { afterAll } from "vitest";
import { closeClients } from "./mcp/connect.ts";

// A set-up file runs before every test file, also where the files of a worker share their modules; a hook in a shared module would run once.
afterAll(closeClients);

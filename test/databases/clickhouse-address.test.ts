import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { openClickHouse } from "../../src/databases/clickhouse.ts";

describe("an address of ClickHouse", () => {
  // @clickhouse/client 1.23.1 takes log_level out of its url and then writes to standard output, where only answers go.
  it("that asks for a log gets none on standard output", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.end('["1"]\n');
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const written = [vi.spyOn(console, "info"), vi.spyOn(console, "debug"), vi.spyOn(console, "log")];
    const engine = await openClickHouse({
      address: `clickhouse://reader:word@127.0.0.1:${(server.address() as AddressInfo).port}/default?log_level=DEBUG`,
      table: "warehouse:mrr",
      connection: "warehouse",
      variable: "WAREHOUSE_URL",
      seconds: 5,
      signal: undefined,
    });
    await engine.close();
    server.close();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => url.includes("log_level"))).toEqual([]);
    for (const spy of written) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});

import { describe, expect, it } from "vitest";
import { ConnectionsSchema, databaseTable } from "../../src/core/connections.ts";

const connections = ConnectionsSchema.parse({ warehouse: "WAREHOUSE_URL", events: { variable: "EVENTS_URL", seconds: 60 } });

describe("a table named by a connection", () => {
  it("is told from the path of a file", () => {
    expect(databaseTable("warehouse:billing.mrr", connections)).toEqual({
      name: "warehouse:billing.mrr",
      connection: { variable: "WAREHOUSE_URL", seconds: undefined },
      table: "billing.mrr",
    });
    expect(databaseTable("events:mrr", connections)?.connection).toEqual({ variable: "EVENTS_URL", seconds: 60 });
    for (const path of [
      "accounts.csv",
      "C:\\data\\a.csv",
      "C:a",
      "./x:y/a.csv",
      "file:///tmp/a.csv",
      "export 10:30.csv",
      "Q1:new.xlsx",
      "~/a.csv",
    ])
      expect(databaseTable(path, connections), path).toBeNull();
  });

  it("refuses a connection that is not named, a table that is not, and an address, which it does not repeat", () => {
    expect(() => databaseTable("werehouse:mrr", connections)).toThrow(
      /"werehouse", which cs-strategist\.yaml does not.*warehouse, events/,
    );
    expect(() => databaseTable("warehouse:mrr", {})).toThrow(/Write there connections: \{warehouse: WAREHOUSE_URL\}/);
    expect(() => databaseTable("constructor:mrr", connections)).toThrow(/"constructor", which/);
    expect(() => databaseTable("warehouse: ", connections)).toThrow(/names no table/);
    for (const address of ["postgres://ann:pw@db.example/x", "POSTGRESQL://ann:pw@h", "https://ann:pw@h:8443/"])
      expect(() => databaseTable(address, connections)).toThrow(/^(?!.*(ann|pw@|example)).*An address was given/);
  });
});

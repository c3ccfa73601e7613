// A ClickHouse server for the tests: the engine of chdb, which runs inside this process, behind the part of the HTTP interface that clients use.
//   node clickhouse-server.mjs CHDB      prints its port; reads statements of its owner from standard input, one a line, as JSON, and answers "done"
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const { Session } = await import(process.argv[2]);
const session = new Session();
// Of readers: password, and whether their profile forbids settings, too.
const users = { default: { password: "cl#ick" }, bound: { password: "cl#ick", readonly: 1 } };
const log = [];
let running = 0;

const fail = (response, status, code, text) => {
  response.writeHead(status, { "X-ClickHouse-Exception-Code": String(code) });
  response.end(
    `Code: ${code}. DB::Exception: ${text}. (${code === 516 ? "AUTHENTICATION_FAILED" : "READONLY"}) (version 26.7.1.1 (official build))\n`,
  );
};

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, "http://localhost");
  if (request.url === "/log") return response.end(JSON.stringify({ log, running }));
  const [name, password] = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64")
    .toString()
    .split(/:(.*)/s);
  const user = Object.hasOwn(users, name) ? users[name] : undefined;
  if (user?.password !== password) return fail(response, 403, 516, `${name}: Authentication failed: password is incorrect`);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const sent = Buffer.concat(chunks).toString();
  const known = ["database", "query_id", "query", "default_format", "wait_end_of_query", "session_id"];
  const settings = [...searchParams].filter(
    ([key]) => !known.includes(key) && key !== "enable_http_compression" && !key.startsWith("http_"),
  );
  if (user.readonly === 1 && settings.length > 0)
    return fail(response, 500, 164, `Cannot modify '${settings[0][0]}' setting in readonly mode`);
  const [, query, format] = /^([\s\S]*?)\s*FORMAT (\w+)\s*;?\s*$/.exec(sent) ?? [null, sent, "TabSeparated"];
  const said = [...settings, ...(user.readonly === 1 ? [["readonly", "1"]] : [])];
  const whole =
    said.length === 0
      ? query
      : `${query} SETTINGS ${said.map(([key, value]) => `${key} = ${Number.isNaN(Number(value)) ? `'${value}'` : Number(value)}`).join(", ")}`;
  log.push(whole);
  running += 1;
  response.on("close", () => {
    running -= 1;
    if (!response.writableFinished) log.push("the client went away");
  });
  try {
    // Broken on purpose: an answer that has begun and ends in words of the server, and one whose connection is cut.
    if (query.includes("breaks_off") && format === "CSVWithNames") {
      response.write('"account","arr"\n"A",5\n');
      return response.end(
        "Code: 241. DB::Exception: Memory limit (total) exceeded: would use 9.00 GiB. (MEMORY_LIMIT_EXCEEDED) (version 26.7.1.1 (official build))\n",
      );
    }
    if (query.includes("cut_off") && format === "CSVWithNames") {
      response.write('"account","arr"\n"A",5\n');
      return setTimeout(() => response.destroy(), 50);
    }
    if (query.includes("never_ends") && format === "CSVWithNames") return response.write('"account","arr"\n"A",5\n');
    const result = await session.queryAsync(whole, { format });
    response.end(Buffer.from(result.bytes()));
  } catch (error) {
    // What a failed query had written begins the next result of this engine.
    await session.queryAsync("SELECT 1", { format: "CSV" }).catch(() => undefined);
    const [, code = "1000"] = /Code: (\d+)/.exec(error.message) ?? [];
    response.writeHead(500, { "X-ClickHouse-Exception-Code": code });
    response.end(`${error.message.replace(/^[\s\S]*?Code: /, "Code: ")} (version 26.7.1.1 (official build))\n`);
  }
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));

createInterface({ input: process.stdin })
  .on("line", (line) => {
    try {
      const text = session.query(JSON.parse(line), "CSV");
      process.stdout.write(`${JSON.stringify({ text: text ?? "" })}\n`);
    } catch (error) {
      process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
    }
  })
  .on("close", () => process.exit(0));

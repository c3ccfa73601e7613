// The same question as compute_nrr asked of DuckDB by hand: node nrr-duckdb.mjs TABLE FROM TO
import { DuckDBInstance } from "@duckdb/node-api";

const [table, from, to] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const source = table.endsWith(".parquet")
  ? "read_parquet($1)"
  : "read_csv($1, header = true, columns = {account: 'VARCHAR', month: 'DATE', mrr: 'DECIMAL(18,2)'})";
const reader = await connection.runAndReadAll(
  `WITH rows AS (
     SELECT * FROM ${source}
   ), accounts AS (
     SELECT account,
            coalesce(sum(mrr) FILTER (month = $2::DATE), 0) AS first,
            coalesce(sum(mrr) FILTER (month = $3::DATE), 0) AS last
     FROM rows WHERE month IN ($2::DATE, $3::DATE) GROUP BY account
   )
   SELECT sum(first)::VARCHAR AS starting,
          (sum(last) FILTER (first > 0))::VARCHAR AS kept,
          sum(least(first, last))::VARCHAR AS kept_without_expansion
   FROM accounts`,
  [table, from, to],
);
const [starting, kept, keptWithoutExpansion] = reader.getRows()[0].map(Number);
console.log(JSON.stringify({ starting, kept, nrr: kept / starting, grr: keptWithoutExpansion / starting }));

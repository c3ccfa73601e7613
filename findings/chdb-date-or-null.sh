#!/usr/bin/env bash
# ClickHouse 26.7 (chdb 3.4.0): toDateOrNull gives a day for days that do not exist. Fetches some 540 MB.
#
# Expected: NULL for 29 February 2025, as TRY_CAST gives in DuckDB and as the name says.
# Happens: it gives 1 March 2025, and 1 January 1970 for a month 13 or a day 32. Only what has not the form of a date becomes NULL.
# Why it matters here: a query that counts the cells of a column of days which are none counted too few, and the row went into the next month. The text of "sql checks" for ClickHouse holds
#   the day written out again against the cell, and what differs is counted as unreadable.
# Source: seen by running it; https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#todateornull
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund chdb@3.4.0
cat > day.cjs <<'JS'
const { query } = require("chdb");
console.log(query("select toDateOrNull('2025-02-29'), toDateOrNull('2025-02-28'), toDateOrNull('2025-13-01'), toDateOrNull('2025-01-32'), toDateOrNull('soon')", "CSV").toString().trim());
JS
seen=$(node day.cjs)
echo "$seen"
[ "$seen" = '"2025-03-01","2025-02-28","1970-01-01","1970-01-01",\N' ] || { echo "changed: read this finding again"; exit 1; }

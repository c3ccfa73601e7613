#!/usr/bin/env bash
# date-holidays 3.37.0: a feast of several days is one row of the list, and the Emirates' second National Day is not there.
#
# Expected: getHolidays(2026) gives every day off as a row with its date, so that a set of these dates answers "is this a working day?".
# Happens: Eid al-Fitr in the Emirates is one row with the date of its first day; its other days are only in end minus start (3 days there, 4 in Saudi Arabia, more in Turkey). China's
#   afternoons off have half a day. Of the National Day of the Emirates, 2 and 3 December by law, the list has the 2nd only.
# Why it matters here: a last day for notice on the second day of a feast counted as a working day, and a call was planned on it. The product counts the days from start to end, and adds 3
#   December for the Emirates; where the country is a guess it says so.
# Source: seen by running it; https://github.com/commenthol/date-holidays ; Federal Decree-Law 33/2021 of the Emirates and Cabinet Resolution 27/2024 name 2 and 3 December
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund date-holidays@3.37.0
cat > feast.cjs <<'JS'
const Holidays = require("date-holidays");
const days = (row) => (row.end - row.start) / 86_400_000;
for (const country of ["AE", "SA"]) {
  const rows = new Holidays(country).getHolidays(2026).filter(({ type }) => type === "public");
  const feast = rows.filter(({ rule }) => /shawwal|30 ramadan/i.test(rule));
  console.log(country, "Eid al-Fitr:", feast.length, "row of", feast.map(days).join(" and "), "days");
}
const december = new Holidays("AE").getHolidays(2026).filter(({ date, type }) => type === "public" && date.startsWith("2026-12"));
console.log("AE in December:", december.map(({ date }) => date.slice(0, 10)).join(", "));
JS
seen=$(node feast.cjs)
echo "$seen"
[ "$seen" = $'AE Eid al-Fitr: 1 row of 3 days\nSA Eid al-Fitr: 1 row of 4 days\nAE in December: 2026-12-02' ] || { echo "changed: read this finding again"; exit 1; }

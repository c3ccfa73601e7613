#!/usr/bin/env bash
# ical-generator 11.1.2: an event's title is escaped, the calendar's name is not.
#
# Expected: NAME and X-WR-CALNAME are texts of RFC 5545, in which a comma, a semicolon and a backslash stand behind a backslash, as the same package
#   writes them in SUMMARY.
# Happens: the name of the calendar is written as it is: "Renewals, Q1; Acme" gives NAME:Renewals, Q1; Acme beside SUMMARY:Call Acme\, then Bolt\; Cato. A reader
#   that follows the standard sees two values, or refuses the line.
# Why it matters here: calendars of a plan are named after owners and companies, and "Lee, Ann" is such a name. The plan's calendars get names without those signs.
# Source: https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 and https://github.com/sebbo2002/ical-generator
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund ical-generator@11.1.2
cat > name.mjs <<'JS'
import ical from "ical-generator";
const calendar = ical({ name: "Renewals, Q1; Acme" });
calendar.createEvent({ start: new Date("2027-01-04T00:00:00Z"), summary: "Call Acme, then Bolt; Cato" });
console.log(calendar.toString().split(/\r?\n/).filter((line) => /^(NAME|SUMMARY)/.test(line)).join("\n"));
JS
seen=$(node name.mjs)
echo "$seen"
[ "$seen" = $'NAME:Renewals, Q1; Acme\nSUMMARY:Call Acme\\, then Bolt\\; Cato' ] || { echo "changed: read this finding again"; exit 1; }

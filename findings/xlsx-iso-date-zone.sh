#!/usr/bin/env bash
# read-excel-file 9.3.17: the day of a date written as text (t="d") depends on the reader's time zone.
#
# Expected: 2024-06-01T00:00:00 in a cell of type "d" is the first of June wherever it is read, as the same day is when it stands there as a serial number.
# Happens: it is taken for local time. In Los Angeles it becomes 07:00 of that day in universal time, on Kiritimati the 31st of May. Serial numbers are the same in every zone.
# Why it matters here: the end of a contract moves by a day with the laptop that reads the file, and with it the last day to object. The product takes the text of such cells
#   from the sheet's XML.
# Source: ECMA-376 Part 1, 18.18.11 (ST_CellType: "d" is an ISO 8601 date), and https://gitlab.com/catamphetamine/read-excel-file
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund read-excel-file@9.3.17 fflate@0.8.2
cat > read.mjs <<'JS'
import { strToU8, zipSync } from "fflate";
import { writeFileSync } from "node:fs";
import { readSheet } from "read-excel-file/node";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const text = (ref, value) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const sheet = `${head}<worksheet xmlns="${main}"><sheetData><row r="1">${text("A1", "account")}${text("B1", "ends")}</row><row r="2">${text("A2", "Acme")}<c r="B2" t="d"><v>2024-06-01T00:00:00</v></c></row></sheetData></worksheet>`;
const files = {
  "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Book" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  "xl/worksheets/sheet1.xml": sheet,
};
writeFileSync("book.xlsx", zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)]))));
console.log(JSON.stringify(await readSheet("book.xlsx")));
JS
seen=$(for zone in UTC America/Los_Angeles Pacific/Kiritimati; do TZ=$zone node read.mjs | grep -o '2024-[0-9T:-]*'; done | xargs)
echo "$seen"
[ "$seen" = "2024-06-01T00:00:00 2024-06-01T07:00:00 2024-05-31T10:00:00" ] || { echo "changed: read this finding again"; exit 1; }

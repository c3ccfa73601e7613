#!/usr/bin/env bash
# read-excel-file 9.3.17: a cell that holds an error is read as an empty one.
#
# Expected: #DIV/0! in a cell (t="e" in the sheet's XML) is told from a cell without anything: as a text, a value of its own, or an error of the reader.
# Happens: both are null. The same goes for a formula whose result was never stored, as programs write it that make sheets without calculating them.
# Why it matters here: in a book of customers the account whose yearly amount is #N/A looks like one that pays nothing, and blank often means "left". The product reads the
#   sheet's XML beside the package and asks about such cells.
# Source: ECMA-376 Part 1, 18.18.11 (ST_CellType: "e" is an error), and https://gitlab.com/catamphetamine/read-excel-file
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
const sheet = `${head}<worksheet xmlns="${main}"><sheetData><row r="1">${text("A1", "account")}${text("B1", "arr")}</row><row r="2">${text("A2", "Acme")}<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row><row r="3">${text("A3", "Bolt")}</row><row r="4">${text("A4", "Cato")}<c r="B4"><v>7</v></c></row></sheetData></worksheet>`;
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
seen=$(node read.mjs)
echo "$seen"
[ "$seen" = '[["account","arr"],["Acme",null],["Bolt",null],["Cato",7]]' ] || { echo "changed: read this finding again"; exit 1; }

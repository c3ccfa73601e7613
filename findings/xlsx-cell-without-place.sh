#!/usr/bin/env bash
# read-excel-file 9.3.17: a sheet whose cells do not name their place is refused with a TypeError.
#
# Expected: the place of a cell and of a row ("r") is optional by the standard; cells without it stand one behind the other, as Excel and LibreOffice show them.
# Happens: "Cannot read properties of undefined (reading 'length')". Small writers of reports leave the places out to save room.
# Why it matters here: an export made so could not be read at all, with a message that names neither cell nor remedy. The product reads sheets by itself now, row by row, and gives such cells
#   the next place.
# Source: ECMA-376 Part 1, 18.3.1.4 (c) and 18.3.1.73 (row): use="optional"; https://gitlab.com/catamphetamine/read-excel-file
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund read-excel-file@9.3.17 fflate@0.8.2
cat > places.mjs <<'JS'
import { strToU8, zipSync } from "fflate";
import readXlsxFile from "read-excel-file/node";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const pack = "http://schemas.openxmlformats.org/package/2006";
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const book = (cells) =>
  zipSync({
    "[Content_Types].xml": strToU8(`<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`),
    "_rels/.rels": strToU8(`<Relationships xmlns="${pack}/relationships"><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    "xl/workbook.xml": strToU8(`<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": strToU8(`<Relationships xmlns="${pack}/relationships"><Relationship Id="a" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`),
  });
const cells = (a, b) => `<row><c${a} t="inlineStr"><is><t>Account</t></is></c><c${b}><v>5</v></c></row>`;
for (const [name, sheet] of [["named", cells(' r="A1"', ' r="B1"').replace("<row>", '<row r="1">')], ["unnamed", cells("", "")]])
  console.log(name, await readXlsxFile(Buffer.from(book(sheet))).then((rows) => JSON.stringify(rows.data ?? rows[0]?.data ?? rows), (error) => `${error.name}: ${error.message}`));
JS
seen=$(node places.mjs)
echo "$seen"
grep -q '^named .*"Account",5' <<< "$seen" && grep -q "^unnamed TypeError: Cannot read properties of undefined (reading 'length')" <<< "$seen" || { echo "changed: read this finding again"; exit 1; }

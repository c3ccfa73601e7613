#!/usr/bin/env bash
# write-excel-file 4.1.1: a sheet with an empty list of conditional formats cannot be written, and the message speaks of markup.
#
# Expected: conditionalFormatting: [] is a sheet without conditional formats, as an empty list of columns or images is one without any.
# Happens: "Couldn't extract tag name from markup: ", with nothing after the colon; it names neither the option nor the sheet.
# Why it matters here: the rows to mark are found in the data, and a good quarter has none. Tests on a book with trouble pass; the first sound book fails. The product leaves the
#   option out when there is nothing to mark, as on most sheets of a plan's workbook, which the tests open.
# Source: https://gitlab.com/catamphetamine/write-excel-file (the list of a sheet's options), and the package's insertElementMarkup code that asks the text of the new part for its name
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund write-excel-file@4.1.1
cat > write.mjs <<'JS'
import writeExcelFile from "write-excel-file/node";
const rows = [[{ value: "account" }, { value: "arr" }], [{ value: "Acme" }, { value: 100, type: Number }]];
for (const [name, options] of [["columns: []", { columns: [] }], ["images: []", { images: [] }], ["conditionalFormatting: []", { conditionalFormatting: [] }]]) {
  try {
    const made = await writeExcelFile(rows, options).toBuffer();
    console.log(`${name}: ${made.length > 0 ? "written" : "empty"}`);
  } catch (error) {
    console.log(`${name}: ${error.message}|`);
  }
}
JS
seen=$(node write.mjs)
echo "$seen"
[ "$seen" = $'columns: []: written\nimages: []: written\nconditionalFormatting: []: Couldn\'t extract tag name from markup: |' ] || { echo "changed: read this finding again"; exit 1; }

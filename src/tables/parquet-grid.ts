import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { decompress } from "fzstd";
import {
  type Compressors,
  type FileMetaData,
  type ParquetReadOptions,
  parquetMetadata,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { grouped } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { Cell, Column } from "./columns.ts";
import { FieldColumn } from "./field-column.ts";
import type { Grid } from "./read-sheet.ts";
import { Rows } from "./rows.ts";

const MOST_CELLS = 20_000_000; // not a figure: cells that fit in memory
const elsewhere = (names: string): string =>
  `Write it without: in DuckDB, COPY (SELECT ${names} FROM 'the file') TO 'table.parquet' (FORMAT parquet).`;

/** Snappy is in the reader itself. */
const compressors: Compressors = {
  GZIP: (packed, length) => gunzipSync(packed, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (packed, length) => brotliDecompressSync(packed, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (packed, length) => decompress(packed, new Uint8Array(length)),
};
const readable = ["UNCOMPRESSED", "SNAPPY", ...Object.keys(compressors)];

function metadataOf(buffer: ArrayBuffer, name: string): FileMetaData {
  try {
    return parquetMetadata(buffer);
  } catch {
    throw new Problem({
      what: `${name} is cut off or damaged: the description of its columns at its end cannot be read.`,
      remedy: "Copy or export it again.",
    });
  }
}

/** Refuses what would be read wrong or not at all, before any of it is read. */
function refuseUnreadable(metadata: FileMetaData, name: string): string[] {
  const columns = parquetSchema(metadata).children;
  const nested = columns.filter(({ children, element }) => children.length > 0 || element.repetition_type === "REPEATED");
  const plain = columns.filter((column) => !nested.includes(column)).map(({ element }) => element.name);
  if (nested.length > 0)
    throw new Problem({
      what: `${name} has columns with lists or records inside: ${nested.map(({ element }) => element.name).join(", ")}.`,
      remedy: elsewhere(plain.map((column) => `"${column}"`).join(", ")),
    });
  const codecs = metadata.row_groups.flatMap((group) => group.columns.flatMap(({ meta_data }) => meta_data?.codec ?? []));
  const strange = codecs.find((codec) => !readable.includes(codec));
  if (strange !== undefined)
    throw new Problem({
      what: `${name} is compressed with ${strange}, which is not read.`,
      remedy: "Write it with ZSTD, SNAPPY or GZIP: in DuckDB, COPY (FROM 'the file') TO 'table.parquet' (COMPRESSION zstd).",
    });
  const rows = Number(metadata.num_rows);
  if (rows === 0) throw new Problem({ what: `${name} has no rows.`, remedy: "Export it again and check that it has some." });
  if (rows * columns.length > MOST_CELLS)
    throw new Problem({
      what: `${name} has ${grouped(rows)} rows of ${columns.length} columns; up to 20 million cells are read.`,
      remedy:
        "Leave out columns that are not needed, or run cs-strategist add duckdb once, with which Parquet of any size is read.",
    });
  return plain;
}

/** A value as a cell: days and times as text, so that they are read like those of a CSV file; not a number is nothing. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    const iso = value.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, "2025-01-01".length) : iso;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  return JSON.stringify(value);
}

/**
 * A Parquet file as rows and cells, in JavaScript alone; rows are numbered from 1.
 * Throws Problem for nested columns, codecs that are not read, more cells than fit, and a damaged file.
 */
export async function readParquetGrid(bytes: Buffer, name: string): Promise<Grid> {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  const buffer = (
    isWhole ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  ) as ArrayBuffer;
  const metadata = metadataOf(buffer, name);
  const headers = refuseUnreadable(metadata, name);
  const length = Number(metadata.num_rows);
  const columns: Column[] = [];
  try {
    for (const header of headers) columns.push(await readColumn({ file: buffer, metadata, columns: [header] }, length));
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem({
      what: `${name} cannot be read: ${reason}.`,
      remedy: "Write it again with ZSTD or SNAPPY, or save it as CSV.",
    });
  }
  const rows = new Rows(
    length,
    columns.length,
    (index) => columns[index]!,
    (row) => row + 1,
  );
  return { above: [], header: { row: 0, cells: headers }, rows, issues: [], workbook: false };
}

const A_DAY = 86_400_000; // not a figure: milliseconds of a day
const daysRead = new Map<number, Cell>();
const MOST_DAYS = 20_000; // not a figure: days that are kept, some fifty years

/** A day as the cell it is, made once for each: the same days stand in thousands of rows. */
function dateFromDays(days: number): Cell {
  const known = daysRead.get(days);
  if (known !== undefined) return known;
  const cell = cellOf(new Date(days * A_DAY));
  if (daysRead.size < MOST_DAYS) daysRead.set(days, cell);
  return cell;
}

const ROWS_AT_ONCE = 100_000; // not a figure: rows whose values are held as the reader gives them

/** Where the groups of rows begin that are read together, and where the last one ends. */
function stepsOf({ row_groups }: FileMetaData): number[] {
  const steps = [0];
  let end = 0;
  for (const { num_rows } of row_groups) {
    end += Number(num_rows);
    if (end - steps.at(-1)! >= ROWS_AT_ONCE) steps.push(end);
  }
  if (end > steps.at(-1)!) steps.push(end);
  return steps;
}

/** One column after the other and some groups of rows at a time, so that little is held as its reader gives it. */
async function readColumn(of: { file: ArrayBuffer; metadata: FileMetaData; columns: string[] }, length: number): Promise<Column> {
  const field = new FieldColumn();
  let failed: unknown = null;
  const onChunk: ParquetReadOptions["onChunk"] = ({ columnData, rowStart }) => {
    try {
      for (let place = 0; place < columnData.length; place++) field.set(rowStart + place, cellOf(columnData[place]));
    } catch (error) {
      failed ??= error;
    }
  };
  const steps = stepsOf(of.metadata);
  for (let step = 1; step < steps.length && failed === null; step++)
    await parquetRead({
      ...of,
      rowStart: steps[step - 1]!,
      rowEnd: steps[step]!,
      compressors,
      parsers: { dateFromDays },
      onChunk,
    });
  if (failed !== null) throw failed;
  return field.column(length);
}

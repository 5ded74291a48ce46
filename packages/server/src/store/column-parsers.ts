import pg from 'pg';

/** How the text that PostgreSQL sends for a column becomes a value, by the type's OID; every type that isn't here stays text. */
type Parser = (text: string) => unknown;

/** PostgreSQL's own name for each OID is in its catalog, `pg_type`. */
const OID = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  oid: 26,
  float4: 700,
  float8: 701,
  boolArray: 1000,
  int2Array: 1005,
  int4Array: 1007,
  textArray: 1009,
  varcharArray: 1015,
  int8Array: 1016,
  float4Array: 1021,
  float8Array: 1022,
  jsonb: 3802,
} as const;

/** Quoting and escapes are left to the driver. */
const TEXT_ARRAYS: ReadonlySet<number> = new Set([OID.textArray, OID.varcharArray]);

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [OID.bool, readBoolean],
  [OID.int2, Number],
  [OID.int4, Number],
  [OID.int8, readWholeNumber],
  [OID.oid, Number],
  [OID.float4, Number],
  [OID.float8, Number],
  [OID.json, readJson],
  [OID.jsonb, readJson],
  [OID.boolArray, arrayOf(readBoolean)],
  [OID.int2Array, arrayOf(Number)],
  [OID.int4Array, arrayOf(Number)],
  [OID.int8Array, arrayOf(readWholeNumber)],
  [OID.float4Array, arrayOf(Number)],
  [OID.float8Array, arrayOf(Number)],
]);

/**
 * The types setting of every connection: whole numbers are JS numbers, dates, intervals and `numeric` stay text. A sum of
 * bigints is `numeric`: cast it (`sum(total)::bigint`).
 */
export const COLUMN_TYPES = {
  getTypeParser: (oid: Parameters<typeof pg.types.getTypeParser>[0]): Parser =>
    TEXT_ARRAYS.has(oid) ? pg.types.getTypeParser(oid) : (PARSERS.get(oid) ?? readText),
};

/** Throws where a double would silently be another number; times and money never come near. */
function readWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`the database holds ${text}, more than a number holds exactly`);
  return number;
}

function readText(text: string): string {
  return text;
}

function readBoolean(text: string): boolean {
  return text === 't';
}

function readJson(text: string): unknown {
  return JSON.parse(text);
}

/** Arrays of one dimension, of values that are never quoted: `{1,NULL,2}`. */
function arrayOf(read: Parser): Parser {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((element) => (element === 'NULL' ? null : read(element)));
}

// Parses Snowflake statements with two parsers and translates them to DuckDB: a JSON string a line in, a JSON object a line out.
import { createInterface } from 'node:readline';
import { init, parse } from '@guanmingchiu/sqlparser-ts';
import * as polyglot from '@polyglot-sql/sdk';

await init();

// Where a node stands in the text says nothing about what it is.
const isPlace = name => name === 'span' || name.endsWith('token');

function withoutPlaces(node) {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).filter(([name]) => !isPlace(name)).map(([name, value]) => [name, withoutPlaces(value)]));
}

function answer(sql) {
  const result = { tree: null, errors: [], duckDb: null };
  try {
    result.tree = withoutPlaces(parse(sql, 'snowflake'));
  } catch (error) {
    result.errors.push(`sqlparser-rs: ${error.message}`);
  }
  const parsed = polyglot.parse(sql, 'snowflake');
  if (!parsed.success) result.errors.push(`polyglot: ${parsed.error}`);
  const translated = polyglot.transpile(sql, 'snowflake', 'duckdb');
  if (translated.success) result.duckDb = translated.sql.join(';\n');
  return result;
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n');

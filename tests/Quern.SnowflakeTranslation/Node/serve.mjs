// Parses Snowflake statements with two parsers, and translates them to DuckDB: a JSON object a line in, a JSON value a line out.
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

function parsed(sql) {
  const result = { tree: null, errors: [] };
  try {
    result.tree = withoutPlaces(parse(sql, 'snowflake'));
  } catch (error) {
    result.errors.push(`sqlparser-rs: ${error.message}`);
  }
  const second = polyglot.parse(sql, 'snowflake');
  if (!second.success) result.errors.push(`polyglot: ${second.error}`);
  return result;
}

function translated(sql) {
  const result = polyglot.transpile(sql, 'snowflake', 'duckdb');
  return result.success ? { sql: result.sql.join(';\n') } : { error: String(result.error) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify('parse' in request ? parsed(request.parse) : request.translate.map(translated)) + '\n');
}

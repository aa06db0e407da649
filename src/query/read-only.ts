import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type Token, tokensOf } from './tokens.ts';

/**
 * One SELECT that only reads, as every engine understands it; throws a sentence for anything else. DuckDB is locked
 * besides, and Athena's and Trino's permissions are those of the caller: this is the first door, not the only one.
 */
export function checkReadOnly(sql: string): string {
  const tokens = tokensOf(sql);
  if (tokens === null)
    throw refused(say`A text, a quoted name or a comment in it has no end, or a comment is in another.`);
  const statement = withoutEnd(tokens);
  const [first] = statement;
  if (first === undefined) throw refused(say`There is no query in it.`);
  if (statement.some((token) => isSign(token, ';'))) throw refused(say`It is more than one statement.`);
  if (!isWord(first, 'select', 'with') && !isSign(first, '(')) {
    throw refused(say`It begins with ${first.text}; only SELECT and WITH read.`);
  }
  for (const [index, token] of statement.entries()) {
    const problem = problemOf(token, statement[index + 1], statement[index - 1]);
    if (problem !== undefined) throw refused(problem);
  }
  return sql.replace(/[\s;]+$/, '');
}

/**
 * Functions that look at something else than the tables: files and settings in DuckDB, other sources in Trino. A name in
 * quotes is the same function.
 */
const OUTSIDE =
  /^(read_\w+|\w+_scan|scan_\w+|glob|sniff_\w+|query|query_table|getenv|current_setting|pragma_\w+|duckdb_\w+|which_secret|load_\w+|from_substrait\w*|from_json_schema|write_\w+|st_read\w*|raw_query|procedure|nextval|setval|checkpoint|force_checkpoint|getvariable)$/i;

/** Words that no SELECT needs, wherever they stand unquoted. */
const WRITES = /^(insert|update|delete|merge|create|drop|alter|truncate|grant|revoke|copy|into|unload)$/i;

function problemOf(token: Token, next: Token | undefined, before: Token | undefined): string | undefined {
  const isName = token.kind === 'word' || token.kind === 'quoted';
  if (isName && next !== undefined && isSign(next, '(')) {
    if (OUTSIDE.test(token.text)) return say`The function ${token.text} reaches beyond the tables.`;
    if (isWord(token, 'table')) return say`TABLE(…) may run something else than this query.`;
  }
  if (token.kind === 'word' && WRITES.test(token.text)) return say`${token.text.toUpperCase()} does not only read.`;
  // DuckDB takes a text or a name with a dot or a slash behind FROM for a file.
  if (token.kind === 'text' && before !== undefined && isWord(before, 'from', 'join')) {
    return say`A file cannot be read, only tables.`;
  }
  if (token.kind === 'quoted' && /[/\\]/.test(token.text) && !(before !== undefined && isWord(before, 'as'))) {
    return say`A file cannot be read, only tables.`;
  }
  return undefined;
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0 && tokens[end - 1]?.kind === 'sign' && tokens[end - 1]?.text === ';') end -= 1;
  return tokens.slice(0, end);
}

function isWord({ kind, text }: Token, ...words: readonly string[]): boolean {
  return kind === 'word' && words.includes(text.toLowerCase());
}

function isSign({ kind, text }: Token, sign: string): boolean {
  return kind === 'sign' && text === sign;
}

function refused(why: string): MetsukeError {
  return new MetsukeError('usage', say`This query is not run. ${why}`, {
    hint: say`Ask with one SELECT over the tables; see: metsuke query --help`,
  });
}

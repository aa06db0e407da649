/** A piece of SQL. Comments and white space are left out. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign';
  /** As written; of a quoted name and of a text without its quotes. */
  readonly text: string;
}

const PIECES = [
  ['space', /\s+|--[^\n]*/y],
  ['text', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")*"/y],
  ['number', /\d[\w.]*/y],
  ['word', /[\p{L}_$][\p{L}\p{N}_$]*/uy],
  ['sign', /[^\s\p{L}\p{N}'"]/uy],
] as const;

/** The pieces of a statement; null where a text, a name or a comment has no end. */
export function tokensOf(sql: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const piece = pieceAt(sql, at);
    if (piece === null) return null;
    at += piece.text.length;
    if (piece.kind === 'space') continue;
    const isQuoted = piece.kind === 'text' || piece.kind === 'quoted';
    tokens.push({ kind: piece.kind, text: isQuoted ? piece.text.slice(1, -1) : piece.text });
  }
  return tokens;
}

type Piece = { readonly kind: Token['kind'] | 'space'; readonly text: string };

function pieceAt(sql: string, at: number): Piece | null {
  // Engines do not agree on whether a comment may stand in a comment: then what one skips, another runs.
  if (sql.startsWith('/*', at)) {
    const end = sql.indexOf('*/', at + 2);
    const text = sql.slice(at, end + 2);
    return end < 0 || text.indexOf('/*', 2) >= 0 ? null : { kind: 'space', text };
  }
  for (const [kind, expression] of PIECES) {
    expression.lastIndex = at;
    const [text] = expression.exec(sql) ?? [];
    if (text !== undefined) return { kind, text };
  }
  return null;
}

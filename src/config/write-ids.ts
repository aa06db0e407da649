import { isScalar, parseDocument, type Scalar } from 'yaml';
import { parseConfig } from './load.ts';
import type { NamedAccount } from './resolve.ts';
import { quote } from './text.ts';

/** A configuration whose accounts are called by ids, or null: names in anchors and blocks are for a person to change. */
export function writeIds(text: string, named: readonly NamedAccount[]): string | null {
  const document = parseDocument(text);
  const written = named.map((account) => ({ ...account, scalar: document.getIn(account.path, true) }));
  const changes = written.flatMap(({ scalar, ...account }) =>
    isScalar(scalar) && isOnOneLine(scalar) ? [{ ...account, start: scalar.range[0], end: scalar.range[1] }] : [],
  );
  if (changes.length < named.length) return null;
  const rewritten = withNames(replaced(text, changes), changes, text);
  return isSame(rewritten, text, named) ? rewritten : null;
}

interface Change extends NamedAccount {
  readonly start: number;
  readonly end: number;
}

type Placed = Scalar & { readonly range: readonly [number, number, number] };

function isOnOneLine(scalar: Scalar): scalar is Placed {
  return scalar.range != null && ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'].includes(scalar.type ?? '');
}

/** Line by line, so that what is not changed stays to the byte. */
function replaced(text: string, changes: readonly Change[]): readonly string[] {
  const fromTheEnd = [...changes].sort((a, b) => b.start - a.start);
  const whole = fromTheEnd.reduce(
    (before, { start, end, id }) => `${before.slice(0, start)}"${id}"${before.slice(end)}`,
    text,
  );
  return whole.split('\n');
}

/** The names stand where people read them: in a comment at the end of the line. */
function withNames(lines: readonly string[], changes: readonly Change[], text: string): string {
  const names = new Map<number, string[]>();
  for (const { start, name } of [...changes].sort((a, b) => a.start - b.start)) {
    const line = text.slice(0, start).split('\n').length - 1;
    names.set(line, [...(names.get(line) ?? []), quote(name).slice(1, -1)]);
  }
  return lines
    .map((line, index) => {
      const here = names.get(index);
      if (here === undefined) return line;
      const [, body = line, end = ''] = /^(.*?)(\s*)$/.exec(line) ?? [];
      const comment = /\s#\s*(.*)$/.exec(body.slice(body.lastIndexOf('"')))?.[1];
      // As `init` wrote it.
      if (comment === here.join(', ')) return line;
      return `${body}${comment === undefined ? ' #' : '; was'} ${here.join(', ')}${end}`;
    })
    .join('\n');
}

/** Nothing but the names has become something else. */
function isSame(rewritten: string, text: string, named: readonly NamedAccount[]): boolean {
  const expected = parseDocument(text);
  for (const { path, id } of named) expected.setIn(path, id);
  const { config } = parseConfig(rewritten, 'metsuke.yaml');
  return config !== null && JSON.stringify(parseDocument(rewritten).toJS()) === JSON.stringify(expected.toJS());
}

/** `1:3.0.8-1.amzn2023.0.3`: what rpm calls EVR. Null: not named. */
export interface RpmVersion {
  readonly epoch: string | null;
  readonly version: string;
  readonly release: string | null;
}

export function parseRpmVersion(text: string): RpmVersion {
  const [, epoch, rest = ''] = /^(?:(\d*):)?(.*)$/s.exec(text.trim()) ?? [];
  const dash = rest.lastIndexOf('-');
  return {
    epoch: epoch === undefined ? null : epoch || '0',
    version: dash < 0 ? rest : rest.slice(0, dash),
    release: dash < 0 ? null : rest.slice(dash + 1),
  };
}

/** Negative when `a` is older. No epoch is epoch 0; no release is older than any. */
export function compareRpmVersions(a: RpmVersion, b: RpmVersion): number {
  return (
    compareSegments(a.epoch ?? '0', b.epoch ?? '0') ||
    compareSegments(a.version, b.version) ||
    compareSegments(a.release ?? '', b.release ?? '')
  );
}

const SEPARATORS = /^[^A-Za-z0-9~^]+/;

/**
 * rpm's order of a version or a release: runs of digits as numbers, runs of letters as texts, everything else only
 * separates. `~` is before the end (1.0~rc1 is older than 1.0), `^` after it (1.0^git1 is newer than 1.0, and older
 * than 1.0.1).
 */
export function compareSegments(a: string, b: string): number {
  let [one, two] = [a, b];
  while (one !== '' || two !== '') {
    one = one.replace(SEPARATORS, '');
    two = two.replace(SEPARATORS, '');
    const mark = compareMarks(one, two);
    if (mark === 'both') {
      one = one.slice(1);
      two = two.slice(1);
      continue;
    }
    if (mark !== null) return mark;
    if (one === '' || two === '') break;
    const [first, second] = segmentsOf(one, two);
    const order = compareSegment(first, second);
    if (order !== 0) return order;
    one = one.slice(first.length);
    two = two.slice(second.length);
  }
  return Math.sign(one.length - two.length);
}

function compareMarks(one: string, two: string): number | 'both' | null {
  if (one.startsWith('~') || two.startsWith('~')) {
    if (!one.startsWith('~')) return 1;
    return two.startsWith('~') ? 'both' : -1;
  }
  if (!one.startsWith('^') && !two.startsWith('^')) return null;
  if (one === '') return -1;
  if (two === '') return 1;
  if (!one.startsWith('^')) return 1;
  return two.startsWith('^') ? 'both' : -1;
}

/** Of the kind that the first begins with; the second may have none of it. */
function segmentsOf(one: string, two: string): readonly [string, string] {
  const kind = /^\d/.test(one) ? /^\d+/ : /^[A-Za-z]+/;
  return [kind.exec(one)?.[0] ?? '', kind.exec(two)?.[0] ?? ''];
}

function compareSegment(first: string, second: string): number {
  const isNumber = /^\d/.test(first);
  // A number is newer than letters.
  if (second === '') return isNumber ? 1 : -1;
  if (!isNumber) return compareTexts(first, second);
  const [x, y] = [first.replace(/^0+/, ''), second.replace(/^0+/, '')];
  return Math.sign(x.length - y.length) || compareTexts(x, y);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `1:3.0.2-0ubuntu1.10`. Null: not named. */
export interface DpkgVersion {
  readonly epoch: string | null;
  readonly upstream: string;
  readonly revision: string | null;
}

/** The epoch ends at the first colon, the revision begins after the last hyphen. */
export function parseDpkgVersion(text: string): DpkgVersion {
  const [, epoch, rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(text.trim()) ?? [];
  const dash = rest.lastIndexOf('-');
  return {
    epoch: epoch ?? null,
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? null : rest.slice(dash + 1),
  };
}

/** Negative when `a` is older. No epoch is epoch 0; no revision is revision 0. */
export function compareDpkgVersions(a: DpkgVersion, b: DpkgVersion): number {
  return (
    compareDigits(a.epoch ?? '', b.epoch ?? '') ||
    compareParts(a.upstream, b.upstream) ||
    compareParts(a.revision ?? '', b.revision ?? '')
  );
}

/** dpkg's order of an upstream version or a revision: what is no digit letter by letter, then digits as a number, and again. */
export function compareParts(a: string, b: string): number {
  let [one, two] = [a, b];
  while (one !== '' || two !== '') {
    const [first, second] = [leading(/^\D*/, one), leading(/^\D*/, two)];
    const order = compareNonDigits(first, second);
    if (order !== 0) return order;
    one = one.slice(first.length);
    two = two.slice(second.length);
    const [x, y] = [leading(/^\d*/, one), leading(/^\d*/, two)];
    const numbers = compareDigits(x, y);
    if (numbers !== 0) return numbers;
    one = one.slice(x.length);
    two = two.slice(y.length);
  }
  return 0;
}

function leading(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[0] ?? '';
}

function compareNonDigits(a: string, b: string): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = weightOf(a[index]) - weightOf(b[index]);
    if (order !== 0) return Math.sign(order);
  }
  return 0;
}

/** `~` before the end, the end before letters, letters before everything else. */
function weightOf(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 0x1_00_00;
}

function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  if (x.length !== y.length) return Math.sign(x.length - y.length);
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

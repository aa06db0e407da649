/** Events come from outside: every field may be missing or of another type. */

export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}

/** Text of one line, for a person: no control characters, and cut where JSON begins. Undefined when nothing is left. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' ? plainText(found) : undefined;
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

const LONGEST = 1_000;

export function plainText(text: string): string | undefined {
  const oneLine = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const withoutJson = oneLine.replace(/\s*[[{]+\s*["{[].*$/, ' …').trim();
  const short = withoutJson.length > LONGEST ? `${withoutJson.slice(0, LONGEST)} …` : withoutJson;
  return short === '' ? undefined : short;
}

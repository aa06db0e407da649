/** A stretch of time, both ends included, ISO 8601; null: no limit. */
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

export function isWithin({ from, to }: Span, time: string): boolean {
  const at = Date.parse(time);
  return (from === null || at >= Date.parse(from)) && (to === null || at <= Date.parse(to));
}

/** Where a listing of `<prefix>YYYY/MM/DD/…` begins. */
export function startOfDay(prefix: string, from: string | null): { readonly startAfter?: string } {
  return from === null ? {} : { startAfter: `${prefix}${from.slice(0, 10).replaceAll('-', '/')}` };
}

import { at, listAt, plainText, textAt } from './json-reading.ts';

/** An event of EventBridge. What is in its detail is up to its source. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly accountId: string;
  readonly region: string;
  /** ISO 8601. */
  readonly at: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** Never throws: an event that nobody foresaw must be told, too. */
export function readBusEvent(raw: unknown, now: string): BusEvent {
  return {
    id: textAt(raw, 'id') ?? `unnamed-${now}`,
    source: textAt(raw, 'source') ?? 'unknown',
    detailType: textAt(raw, 'detail-type') ?? 'unknown',
    accountId: textAt(raw, 'account') ?? '-',
    region: textAt(raw, 'region') ?? '-',
    at: readTime(textAt(raw, 'time')) ?? now,
    resources: listAt(raw, 'resources').flatMap((item) => (typeof item === 'string' ? (plainText(item) ?? []) : [])),
    detail: at(raw, 'detail'),
  };
}

export function readTime(text: string | undefined): string | undefined {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

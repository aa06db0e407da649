import { randomUUID } from 'node:crypto';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { EmulatedOrganization } from './control.ts';
import type { BusEvent } from './event-chain.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * A recorded event, as if it had happened now in an account of this organization: account and region are replaced wherever
 * they are written, ARNs included.
 */
export function fitEvent(event: BusEvent, { account, region }: Place, now: Date): BusEvent {
  let text = JSON.stringify(event);
  if (event.account !== undefined) text = text.replaceAll(event.account, account);
  if (event.region !== undefined) text = replaceRegion(text, event.region, region);
  const fitted = withNewIds(JSON.parse(text) as BusEvent);
  return { ...fitted, account, region, time: now.toISOString().replace(/\.\d+Z$/, 'Z') };
}

/** `us-east-1` in a word of its own or in an ARN, never in us-east-10 or `x-us-east-1`. */
function replaceRegion(text: string, from: string, to: string): string {
  return text.replace(new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'g'), to);
}

/** Each its own event: AWS may deliver one twice, and whoever reads them knows that by its ids. */
export function repeatEvents(events: readonly BusEvent[], times: number): readonly BusEvent[] {
  return Array.from({ length: times }, () => events.map(withNewIds)).flat();
}

/** EventBridge's own id is given by the sandbox; CloudTrail's is in the record. */
function withNewIds({ id: _, ...event }: BusEvent): BusEvent {
  const { detail } = event;
  return 'eventID' in detail ? { ...event, detail: { ...detail, eventID: randomUUID() } } : event;
}

/** By name or id; without either the last active account that joined, which is nobody's special account. */
export function findAccount(organization: EmulatedOrganization, wanted: string | undefined): string {
  const { accounts } = organization;
  if (wanted === undefined) {
    const ordinary = accounts.filter(({ id, state }) => state === 'ACTIVE' && id !== organization.managementAccountId);
    return ordinary.at(-1)?.id ?? organization.managementAccountId;
  }
  const found = accounts.filter(({ id, name }) => id === wanted || name === wanted);
  const [account] = found;
  if (account !== undefined && found.length === 1) return account.id;
  const message =
    found.length > 1 ? say`Several accounts are called ${wanted}.` : say`${wanted} is no account of the organization.`;
  throw new MetsukeError('usage', message, { hint: say`It has: ${accounts.map(({ name }) => name).join(', ')}` });
}

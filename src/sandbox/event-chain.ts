import * as z from 'zod';
import { request, requireLoopback, type SandboxAddress } from './control.ts';

/** The chain from an event to a mailbox: put, followed, read. */
export interface EventChain {
  /** As the AWS service puts them on the account's default bus. Waits until each has come to its end. */
  putEvents(place: { readonly account: string; readonly region: string }, events: readonly BusEvent[]): Promise<Traces>;
  /** Waits until nothing is under way; false when that takes too long. */
  settle(): Promise<boolean>;
  /** Mails of one address, or of all. */
  listMails(to?: string): Promise<readonly Mail[]>;
  listPending(to?: string): Promise<readonly PendingSubscription[]>;
  /** Follows the links of the confirmation mails, as the persons would. */
  confirm(to?: string): Promise<readonly PendingSubscription[]>;
  listSchedules(): Promise<readonly Schedule[]>;
  /** Fires it now, whatever its expression says. */
  runSchedule(schedule: Schedule): Promise<Traces>;
}

/** An event as EventBridge shows it; what it lacks is filled in. */
const busEventSchema = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d+$/)
    .optional(),
  time: z.string().optional(),
  id: z.string().optional(),
});
export type BusEvent = z.output<typeof busEventSchema>;
export const busEventsSchema = z.union([
  busEventSchema.transform((event) => [event]),
  z.array(busEventSchema).min(1).max(1_000),
]);

const hopSchema = z.looseObject({
  at: z.string(),
  account: z.string(),
  region: z.string(),
  /** bus, rule, function, topic, mail, queue, dead-letter queue, … */
  kind: z.string(),
  name: z.string(),
  outcome: z.enum(['matched', 'delivered', 'recorded', 'filtered', 'failed', 'ended']),
  why: z.string().optional(),
  subject: z.string().optional(),
  /** What a function returned, when it is a text. */
  result: z.string().optional(),
  /** Number of the mail. */
  mail: z.number().optional(),
});
export type Hop = z.output<typeof hopSchema>;

const traceSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** False: it is still under way. */
  settled: z.boolean(),
  hops: z.array(hopSchema),
});
export type Trace = z.output<typeof traceSchema>;
type Traces = readonly Trace[];

const mailSchema = z.object({
  number: z.number(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  topic: z.string(),
  kind: z.enum(['notification', 'confirmation']),
});
export type Mail = z.output<typeof mailSchema>;

const pendingSchema = z.object({ topic: z.string(), to: z.string() });
export type PendingSubscription = z.output<typeof pendingSchema>;

const scheduleSchema = z.object({
  account: z.string(),
  region: z.string(),
  name: z.string(),
  expression: z.string(),
  enabled: z.boolean(),
});
export type Schedule = z.output<typeof scheduleSchema>;

const settledSchema = z.object({ settled: z.boolean() });

/** Seconds that the emulator waits for an event to come to its end; events of one request share them. */
const LONGEST = 240;

export function connectEventChain(address: SandboxAddress): EventChain {
  requireLoopback(address.endpoint);
  const get = (path: string, to?: string) =>
    request(address, to === undefined ? path : `${path}?to=${encodeURIComponent(to)}`);
  const post = (path: string, body: unknown) => request(address, path, { method: 'POST', body: JSON.stringify(body) });
  return {
    putEvents: async (place, events) =>
      z.array(traceSchema).parse(await post('events', { ...place, events, seconds: LONGEST })),
    settle: async () => settledSchema.parse(await post('settle', { seconds: LONGEST })).settled,
    listMails: async (to) => z.array(mailSchema).parse(await get('mail', to)),
    listPending: async (to) => z.array(pendingSchema).parse(await get('mail/pending', to)),
    confirm: async (to) => z.array(pendingSchema).parse(await post('mail/confirm', to === undefined ? {} : { to })),
    listSchedules: async () => z.array(scheduleSchema).parse(await get('schedules')),
    runSchedule: async ({ account, region, name }) =>
      z.array(traceSchema).parse(await post('schedules/run', { account, region, name, seconds: LONGEST })),
  };
}

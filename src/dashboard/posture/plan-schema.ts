import * as z from 'zod';
import { accountId, moment, notice, section } from './section.ts';

const value = z.strictObject({
  path: z.string().describe('Of a property, a parameter or a setting.'),
  from: z.string().nullable().describe('Compact JSON; null: it was not there.'),
  to: z.string().nullable().describe('Compact JSON; null: it goes.'),
});

const change = z.strictObject({
  places: z
    .array(z.strictObject({ account: accountId, region: z.string() }))
    .describe('Where; empty: in all places of the step.'),
  resource: z.string().nullable().describe('Its logical id; null: of the step itself.'),
  type: z.string().nullable(),
  action: z.enum(['add', 'update', 'replace', 'may-replace', 'remove', 'release']),
  losesData: z.boolean(),
  values: z.array(value),
});

const place = z.strictObject({
  account: accountId,
  region: z.string(),
  reason: z.enum([
    'new',
    'new-account',
    'role-is-there',
    'role-may-be-there',
    'template-changed',
    'parameter-changed',
    'settings-changed',
    'outdated',
    'failed-last-time',
    'stopped',
    'stack-gone',
    'stack-stuck',
    'drifted',
    'no-longer-targeted',
    'left-organization',
    'destroy',
  ]),
  detail: z.string().nullable().describe("AWS's words about the last failure."),
});

const step = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  sign: z.enum(['+', '~', '-', '!']).describe('! replaces something, or loses data or records.'),
  stage: z.number().int().describe('From 1: it waits for steps of earlier stages only.'),
  after: z.array(z.string()).describe('Ids of the steps that it waits for.'),
  where: z.string().nullable().describe('In words; null: a posture of one account does not say.'),
  why: z.string().nullable().describe('In words; null: a posture of one account does not say.'),
  places: z.array(place),
  changes: z.array(change),
  losses: z.array(z.string()).describe('What would no longer be recorded, kept or protected: takes --accept-losses.'),
});

/** A plan that somebody saved, as a person reads it. */
export const savedPlan = section({
  source: z.string().describe('The file.'),
  purpose: z.enum(['apply', 'destroy']),
  madeAt: moment,
  madeBy: z.string().describe('The version of Metsuke.'),
  organization: z.string(),
  differences: z
    .array(z.string())
    .nullable()
    .describe('What has changed since: apply refuses it then. Null: that was not looked at.'),
  steps: z.array(step),
  notices: z.array(notice),
  retained: z
    .array(z.strictObject({ account: accountId, region: z.string(), type: z.string(), name: z.string() }))
    .describe('What stays of a destroy, because it holds logs.'),
}).describe('A plan that metsuke plan --out saved: what an apply of it would do.');

export type PlannedStep = z.infer<typeof step>;
export type PlannedChange = z.infer<typeof change>;
export type PlannedPlace = z.infer<typeof place>;

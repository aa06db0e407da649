import * as z from 'zod';
import { savedPlan } from './plan-schema.ts';
import { accountId as id, moment, notice, type Read, section } from './section.ts';

/** What one look at an organization found, as data: what the dashboard shows, and what `metsuke posture --json` prints. */
export type Posture = z.infer<typeof postureSchema>;

const unit = z.strictObject({
  id: z.string(),
  name: z.string(),
  parent: z.string().describe('Id of the unit above, or of the root.'),
  path: z.string().describe('Names from below the root, joined by /.'),
});

const account = z.strictObject({
  id,
  name: z.string(),
  state: z.string().describe('As AWS Organizations calls it: ACTIVE, SUSPENDED and others.'),
  parent: z.string().describe('Id of the unit, or of the root, that it is in.'),
  notGoverned: z.string().nullable().describe('Why Metsuke leaves it alone; null: it is governed.'),
});

const instance = z.strictObject({
  account: id,
  region: z.string(),
  health: z.enum(['current', 'outdated', 'failed', 'running', 'inoperable', 'suspended']),
  reason: z.string().nullable().describe("AWS's own words."),
});

const deployment = section({
  isAsConfigured: z.boolean().nullable().describe('The plan is empty. Null: a posture of one account does not say.'),
  pending: z
    .array(z.strictObject({ title: z.string(), accounts: z.array(id).describe('In which something is deployed.') }))
    .describe('What the next apply would do.'),
  deployments: z.array(
    z.strictObject({
      title: z.string(),
      name: z.string().describe('Of the stack or stack set.'),
      kind: z.enum(['stack', 'stack-set']),
      instances: z.array(instance),
    }),
  ),
  policies: z.array(
    z.strictObject({
      title: z.string(),
      name: z.string(),
      targets: z.array(z.string()).nullable().describe('Null: there is no such policy.'),
    }),
  ),
  recordings: z.array(
    z.strictObject({
      part: z.enum(['trail', 'recorder']),
      name: z.string(),
      account: id,
      region: z.string(),
      state: z.enum(['on', 'off', 'missing', 'unknown']),
      by: z.strictObject({ call: z.string(), actor: z.string().nullable(), at: moment }).nullable(),
    }),
  ),
  notices: z.array(notice).describe('What could not be looked at, and what is gone.'),
}).describe('Stack sets, policies and recordings, as CloudFormation and the services show them.');

const resource = z.strictObject({
  type: z.string(),
  id: z.string(),
  recordedAt: moment.nullable().describe('When AWS Config recorded that it does not comply.'),
});

const cell = z.strictObject({
  rule: z.string(),
  account: id,
  region: z.string(),
  state: z
    .enum(['compliant', 'non-compliant', 'excepted', 'silent'])
    .describe('excepted: does not comply, and metsuke.yaml says why. silent: not evaluated, or nothing to evaluate.'),
  count: z.number().int().nullable().describe('Resources that do not comply; null: more than AWS counts.'),
  resources: z.array(resource).nullable().describe('Those resources; null: they were not read.'),
});

const compliance = section({
  rules: z.array(
    z.strictObject({
      name: z.string(),
      severity: z.number().describe('From 0 to 10: 4 is medium, 7 high, 9 critical.'),
      why: z.strictObject({ en: z.string(), ja: z.string() }),
      cis: z.array(z.string()).describe('Recommendations of the CIS AWS Foundations Benchmark 3.0.0.'),
    }),
  ),
  cells: z.array(cell).describe('A rule in an account and region.'),
  foreign: z.number().int().describe('Evaluations of rules that others made, which are not listed.'),
}).describe('What AWS Config found, as the aggregator of the audit account has it.');

const findings = section({
  regions: z.array(z.string()).describe('Those that were read.'),
  missing: z.array(z.strictObject({ region: z.string(), reason: z.string() })),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      severity: z.number(),
      account: id,
      region: z.string(),
      title: z.string(),
      description: z.string(),
      resourceType: z.string(),
      count: z.number().int(),
      firstSeen: moment,
      lastSeen: moment,
    }),
  ),
}).describe('What GuardDuty found and nobody archived, as its administrator has it.');

const access = section({
  regions: z.array(z.string()).describe('Those that were read.'),
  missing: z
    .array(z.strictObject({ analyzer: z.string(), region: z.string(), reason: z.string() }))
    .describe('Analyzers that could not be read.'),
  isCut: z.boolean().describe('There are more findings than were read.'),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      type: z
        .string()
        .describe('PublicAccess, ExternalAccess, or the kind of unused access: UnusedIAMRole and others.'),
      severity: z.number().describe('On the scale of GuardDuty, from 1 to 10.'),
      resource: z.string().describe("An ARN; '' where AWS does not say."),
      resourceType: z.string(),
      account: id,
      region: z.string(),
      principals: z.array(z.string()).describe('Whom it lets in: AWS: 999988887777.'),
      actions: z.array(z.string()),
      error: z.string().nullable().describe('Why it could not be analyzed.'),
      firstSeen: moment,
      lastSeen: moment,
    }),
  ),
}).describe('What IAM Access Analyzer found and nobody archived, as the analyzers of the audit account have it.');

const exceptions = section({
  exceptions: z.array(
    z.strictObject({
      rule: z.string(),
      accounts: z.array(id),
      reason: z.string(),
      expires: z.string().describe('The last day.'),
    }),
  ),
}).describe('Where rules do not count, as metsuke.yaml says.');

const verified = z
  .strictObject({
    at: moment,
    from: moment.nullable().describe('The first delivery that was asked for; null: from the first of all.'),
    until: moment.describe('Log files that were delivered later were not looked at.'),
    keySource: z.string().describe('Where the public keys came from.'),
    keptIn: z.string().describe('Where the result is kept: who may write there could have written it.'),
    findings: z.number().int(),
    digests: z.number().int(),
    provenDigests: z.number().int(),
    logs: z.number().int().describe('Log files that the digests list.'),
    provenLogs: z.number().int(),
  })
  .describe('What metsuke evidence verify last found in this archive, in all accounts and regions.');

const evidence = section({
  source: z.string().describe('The folder or the bucket.'),
  firstDay: z.string(),
  lastDay: z.string(),
  withoutLogs: z.array(id).describe('Governed accounts of which the archive has no log file in these days.'),
  accounts: z.array(
    z.strictObject({
      account: id,
      days: z.array(z.string()).describe('Days with log files.'),
      gaps: z.array(z.strictObject({ from: z.string(), to: z.string(), isOpen: z.boolean() })),
    }),
  ),
  verified: verified.nullable().describe('Null: no result is known that covers these days.'),
}).describe('Which days the log archive holds.');

const patches = z.strictObject({
  missing: z.number().int(),
  failed: z.number().int(),
  pendingReboot: z.number().int().describe('Installed, and waiting for a reboot.'),
  critical: z.number().int().describe('Of all these, how many are critical.'),
  ended: z.string().describe("When the last scan or installation ended; '' when it did not say."),
});

const fleet = section({
  skipped: z.number().int().describe('Objects that could not be read.'),
  instances: z.array(
    z.strictObject({
      account: id,
      region: z.string(),
      instance: z.string(),
      computer: z.string(),
      platform: z.string(),
      agent: z.string().describe("Version of Systems Manager's agent."),
      captured: z.string().describe('When its agent last reported.'),
      patches: patches.nullable().describe('Null: no scan is known.'),
    }),
  ),
  packages: z
    .strictObject({
      isCut: z.boolean().describe('There are more versions than these.'),
      versions: z.array(
        z.strictObject({
          name: z.string(),
          version: z.string(),
          instances: z.number().int(),
          accounts: z.number().int(),
        }),
      ),
    })
    .nullable()
    .describe('Installed software, by name and version. Null: a posture of one account does not say.'),
}).describe('Instances that Systems Manager manages, as the inventory in the archive has them.');

const images = section({
  notAsked: z
    .array(z.strictObject({ account: id, region: z.string(), reason: z.string() }))
    .describe('Accounts and regions that could not be asked.'),
  instances: z.array(
    z.strictObject({
      account: id,
      region: z.string(),
      instance: z.string(),
      name: z.string().describe("'' when it has no tag Name."),
      imageId: z.string(),
      age: z
        .enum(['newest', 'old', 'foreign'])
        .describe('From the newest image of its pipeline, an earlier one, or one that is none of ours.'),
      pipeline: z.string().describe("'' for a foreign image."),
      startedAt: moment,
    }),
  ),
}).describe('What running instances were started from, as EC2 and Image Builder have it.');

const activity = section({
  source: z.string().describe('The folder, the bucket, or the organization whose archive it is.'),
  from: moment,
  to: moment,
  limit: z.number().int().describe('The most lines that are kept.'),
  isCut: z.boolean().describe('There are more: those whose last call is older are left out.'),
  objects: z.number().int().nullable().describe('Log files that were read; null: not known.'),
  events: z.number().int().nullable().describe('Events in them; null: not known.'),
  skipped: z.number().int().describe('Log files that could not be read.'),
  gaps: z
    .array(z.strictObject({ account: id, from: z.string(), to: z.string() }))
    .nullable()
    .describe('Days of accounts without logs; null: nobody could look.'),
  deeds: z.array(
    z.strictObject({
      account: id,
      region: z.string(),
      actor: z.string().describe('An ARN, where the event has one.'),
      service: z.string(),
      event: z.string(),
      calls: z.number().int(),
      failed: z.number().int(),
      first: moment,
      last: moment,
      sourceIp: z.string().describe('Of the last call.'),
      eventId: z.string().describe('Of the last call.'),
    }),
  ),
}).describe('Who did what: changes and sign-ins that CloudTrail recorded, all calls of a kind together.');

const history = section({
  source: z.string().describe('The folder or the bucket.'),
  days: z.array(
    z.strictObject({
      day: z.string(),
      counts: z
        .record(z.string(), z.number().int().nullable())
        .describe('What the overview counted on that day; null or absent: it was not read.'),
      atLeast: z.array(z.string()).describe('Counts that AWS did not count to the end.'),
    }),
  ),
  problems: z
    .array(z.strictObject({ file: z.string(), reason: z.string() }))
    .describe('Files that were left out, and why.'),
}).describe('Counts of earlier days, as dashboard.history keeps them.');

export const postureSchema = z
  .strictObject({
    format: z.literal('metsuke-posture/1'),
    metsukeVersion: z.string(),
    at: moment,
    organization: z.strictObject({
      id: z.string(),
      root: z.string(),
      managementAccount: id,
      homeRegion: z.string(),
    }),
    only: id.nullable().describe('The account that the posture is limited to.'),
    units: z.array(unit),
    accounts: z.array(account),
    deployment,
    plan: savedPlan,
    compliance,
    findings,
    access,
    exceptions,
    evidence,
    fleet,
    images,
    activity,
    history,
  })
  .describe('What one look at an organization found.');

export type Deployment = Read<Posture['deployment']>;
export type SavedPlan = Read<Posture['plan']>;
export type Compliance = Read<Posture['compliance']>;
export type ThreatFindings = Read<Posture['findings']>;
export type Access = Read<Posture['access']>;
export type Verified = z.infer<typeof verified>;
export type Evidence = Read<Posture['evidence']>;
export type Fleet = Read<Posture['fleet']>;
export type Images = Read<Posture['images']>;
export type Activity = Read<Posture['activity']>;
export type History = Read<Posture['history']>;
export type Cell = Compliance['cells'][number];

/** JSON Schema draft 7, for programs that read a posture. */
export function makePostureSchema(): object {
  return z.toJSONSchema(postureSchema, { target: 'draft-7' });
}

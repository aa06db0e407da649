import { beforeEach, describe, expect, it } from 'vitest';
import { isProven } from '../../test/documents/proofs.ts';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { anEvent, contextIn, FakeHub, POLICY, WORDS } from '../../test/support/notifications.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import { GUARDRAILS } from '../guardrails/catalog.ts';
import { makeHandler } from './handler.ts';
import type { Policy } from './policy.ts';
import type { Words } from './words/words.ts';

/**
 * What each mail tells its reader to do, or promises, is done here: a call of AWS is decided under every guardrail, what the
 * hub promises happens in the hub, and what a command does has its test in the sandbox. A kind of mail that is missing here
 * does not compile; a sentence that is missing fails.
 */
type NextOf<Section extends keyof Words> = Section extends 'headings'
  ? never
  : Extract<keyof Words[Section], `next${string}`>;
type Kind =
  | { [Section in keyof Words]: `${Section}.${NextOf<Section>}` }[keyof Words]
  | 'digest.closing'
  | 'groupedFooter'
  | 'lastOfTheHour';

/** How a sentence begins, and what shows that a reader can do it, or that it comes so. */
type Sentence = readonly [beginning: string, ...proofs: readonly Proof[]];
type Proof = Call | Asked | Tested | (() => Promise<void>);

/** AWS lets an administrator of an account do it. */
interface Call {
  readonly may: string;
  readonly on: string;
  readonly region?: string;
  readonly owner?: string;
  readonly as?: string;
  readonly context?: Readonly<Record<string, string>>;
}
/** One person asks, answers or decides: nothing of ours or of AWS is told of. */
interface Asked {
  readonly asked: string;
}
/** `file › test`, in the sandbox. */
interface Tested {
  readonly tested: string;
}

const iam = (resource: string): string => `arn:aws:iam::${MEMBER}:${resource}`;
const may = (action: string, on = '*', more: Partial<Call> = {}): Call => ({ may: action, on, ...more });
const person: Asked = { asked: 'a person' };
const tested = (proof: string): Tested => ({ tested: proof });

const INSTANCE = `arn:aws:ec2:${HOME_REGION}:${MEMBER}:instance/i-0123456789abcdef0`;
const VOLUME = `arn:aws:ec2:${HOME_REGION}:${MEMBER}:volume/vol-0123456789abcdef0`;
const BUCKET = 'arn:aws:s3:::customer-uploads';
const PIPELINE = `arn:aws:imagebuilder:${HOME_REGION}:${MEMBER}:image-pipeline/aws-organizations-al2023`;
const LOOK_UP = may('cloudtrail:LookupEvents');
const LOOK_UP_GLOBAL = may('cloudtrail:LookupEvents', '*', { region: 'us-east-1' });
const REVOKE = may('iam:PutRolePolicy', iam('role/Developer'));
/** The root user itself can do nothing in a member account. */
const ROOT_SESSION = may('iam:DeleteAccessKey', iam('user/root'), {
  as: 'root',
  region: 'us-east-1',
  context: { 'aws:AssumedRoot': 'true' },
});
const DEACTIVATE = may('iam:UpdateAccessKey', iam('user/alice'), { region: 'us-east-1' });

const ARCHIVE_RULE = tested('test/e2e/access-analyzer.test.ts › archives what metsuke.yaml says is meant to be');

let hub: FakeHub;
let handle: (raw: unknown) => Promise<string>;
function begin(changes: Partial<Policy> = {}): void {
  hub = new FakeHub();
  handle = makeHandler(hub.ports, { ...POLICY, ...changes }, { words: WORDS.en, rules: contextIn('en').rules });
}
beforeEach(() => begin());

const TABLE: Record<Kind, readonly Sentence[]> = {
  'guardDuty.next': [
    ['Ask the owner whether this is expected. If not, isolate', person, may('ec2:ModifyInstanceAttribute', INSTANCE)],
    ['Take a snapshot of its volumes', may('ec2:CreateSnapshot', VOLUME)],
    ['Replace the instance', may('ec2:TerminateInstances', INSTANCE), may('ec2:RunInstances', INSTANCE)],
    ['Ask the owner whether this was them. If not, deactivate', person, DEACTIVATE],
    ['Revoke the active sessions of the user or role', REVOKE, LOOK_UP, LOOK_UP_GLOBAL],
    ['Give out new credentials', may('iam:CreateAccessKey', iam('user/alice'), { region: 'us-east-1' })],
    ['Check who may read', may('s3:GetBucketPolicy', BUCKET), may('s3:PutBucketPublicAccessBlock', BUCKET)],
    ['Look in CloudTrail for who used it', LOOK_UP],
  ],
  'guardDuty.nextElse': [
    ['Ask the owner', person],
    [
      'If not, cut it off',
      ...[may('ec2:ModifyInstanceAttribute', INSTANCE), may('iam:DetachRolePolicy', iam('role/Developer')), LOOK_UP],
    ],
    [
      'If it is expected, suppress its kind: add it to guardDuty.suppress in metsuke.yaml, and apply',
      tested('test/e2e/guardduty.test.ts › suppresses what is configured, and no more when it is not'),
    ],
  ],
  'config.next': [
    ['Put the setting right', may('s3:PutBucketPublicAccessBlock', BUCKET)],
    [
      'If it must be so, add an exception',
      async () => {
        hub.exceptions = [`s3-bucket-public-read-prohibited 2026-12-31 ${Number('444444444444').toString(36)}`];
        expect(await handle(anEvent('config-compliance-change'))).toBe('ignored');
        hub.time = '2027-01-01T00:00:00.000Z';
        expect(await handle(anEvent('config-compliance-change'))).toBe('told');
      },
      tested(
        'src/blueprints/notification-hub/blueprint.test.ts › are parameters that the formatter reads while it runs',
      ),
    ],
  ],
  'root.nextSignIn': [
    ['Ask who holds the root credentials', person],
    ['If nobody knows: recover the account', person],
    ['Then look in CloudTrail (us-east-1 too)', LOOK_UP, LOOK_UP_GLOBAL],
  ],
  'root.nextCall': [
    ['Ask who holds the root credentials', person],
    ['If nobody knows: change the password, delete every access key', person, ROOT_SESSION, LOOK_UP, LOOK_UP_GLOBAL],
  ],
  'access.nextPublic': [
    ['Ask the owner of the resource whether it has to be public', person, may('s3:PutBucketPolicy', BUCKET)],
    ['See in CloudTrail who has used it since', LOOK_UP],
    ['If it has to be public, add an archive rule', ARCHIVE_RULE],
  ],
  'access.nextExternal': [
    ['Ask the owner of the resource who that account or provider is', person],
    ['If not, remove it from the policy', may('iam:UpdateAssumeRolePolicy', iam('role/VendorAccess'))],
    ['If so, add an archive rule', ARCHIVE_RULE],
  ],
  'access.nextFailed': [
    [
      'See in the console of IAM Access Analyzer why',
      may('access-analyzer:GetFinding', `arn:aws:access-analyzer:${HOME_REGION}:${MEMBER}:analyzer/x`),
    ],
  ],
  'access.nextUnused': [
    ['Ask the owner of the account whether it is still needed', person, may('iam:DeleteRole', iam('role/Old'))],
    ['If it is, add an archive rule', ARCHIVE_RULE],
  ],
  'breakGlass.next': [
    ['Check that there is an incident', person],
    ['When the incident is over, review in CloudTrail', LOOK_UP, LOOK_UP_GLOBAL],
    [
      'If nobody knows: revoke the active sessions of the role and change who may assume it',
      may('iam:PutRolePolicy', iam('role/BreakGlass'), { region: 'us-east-1' }),
      may('iam:UpdateAssumeRolePolicy', iam('role/BreakGlass'), { region: 'us-east-1' }),
    ],
  ],
  'call.next': [
    ['Ask who did it whether it was meant. Planned changes go through metsuke.yaml', person],
    [
      'Put it back: metsuke apply restores what metsuke plan shows',
      tested('test/e2e/repair.test.ts › sees what hands have changed, says who did it, and repairs all of it'),
      tested('test/e2e/deep.test.ts › makes steps of what no event told of, and apply --deep repairs all of it'),
    ],
    ['If nobody knows: revoke the sessions', REVOKE, LOOK_UP],
  ],
  'call.nextDenied': [
    ['Ask who tried it', person],
    ['If nobody knows: revoke the sessions', REVOKE, LOOK_UP],
  ],
  'health.nextExposedCredentials': [
    [
      'Deactivate the exposed access key now, then create a new one',
      DEACTIVATE,
      may('iam:CreateAccessKey', iam('user/a')),
    ],
    ['Look in CloudTrail for everything that was done with it, in every region', LOOK_UP, LOOK_UP_GLOBAL],
    ['Answer the support case', may('support:AddCommunicationToCase', '*', { region: 'us-east-1' })],
  ],
  'health.nextIssue': [
    ['See whether your systems are affected', person],
    ['Follow the updates in AWS Health', may('health:DescribeEvents', '*', { region: 'us-east-1' })],
  ],
  'health.nextElse': [['Read the announcement', may('health:DescribeEvents', '*', { region: 'us-east-1' })]],
  'alarm.next': [
    ['Look in CloudTrail', LOOK_UP],
    ['Ask who made them', person],
  ],
  'image.nextFailed': [
    [
      "See AWS's reason: metsuke image status. The whole log is in the log archive",
      tested('test/e2e/machine-images.test.ts › are built and followed'),
      tested('src/blueprints/logging-resource/image-build-statement.test.ts › %s: %s'),
    ],
    [
      'Mend the cause, then build again: metsuke image build',
      tested('test/e2e/machine-images.test.ts › are built and followed'),
    ],
  ],
  'image.nextAvailable': [
    [
      'Replace the instances that run older ones: metsuke image usage',
      tested('test/e2e/machine-images.test.ts › are told apart from images of others, wherever instances run'),
    ],
    [
      'Launch templates that name the parameter',
      may('ssm:GetParameters', `arn:aws:ssm:${HOME_REGION}:${MEMBER}:parameter/aws-organizations/images/al2023`),
    ],
  ],
  'image.nextDisabled': [
    [
      'Mend the cause of the failures: metsuke image status',
      tested('test/e2e/machine-images.test.ts › are built and followed'),
    ],
    [
      'Build by hand until it works (metsuke image build), then switch the pipeline on again in the console',
      tested('test/e2e/machine-images.test.ts › are built and followed'),
      may('imagebuilder:UpdateImagePipeline', PIPELINE, { as: 'role/OrganizationAccountAccessRole' }),
    ],
  ],
  'other.next': [['Look at the event in the console', person]],
  'digest.closing': [
    [
      'What must be told at once, and what may wait, is said in metsuke.yaml',
      async () => {
        expect(await handle(anEvent('something-else'))).toBe('digest');
        begin({ minimumSeverity: 1 });
        expect(await handle(anEvent('something-else'))).toBe('told');
      },
    ],
    [
      'Calls are in the log archive',
      tested('test/e2e/trail.test.ts › records every account and region into the archive after one apply'),
    ],
  ],
  groupedFooter: [
    [
      'More of the same in the next 24 hours is counted in the daily digest',
      async () => {
        expect(await handle(anEvent('alarm', { id: 'first' }))).toBe('told');
        hub.time = '2026-11-26T02:59:59.000Z';
        expect(await handle(anEvent('alarm', { id: 'second' }))).toBe('digest');
        hub.time = '2026-11-26T03:00:00.000Z';
        expect(await handle(anEvent('alarm', { id: 'third' }))).toBe('told');
      },
    ],
  ],
  lastOfTheHour: [
    [
      'This is message 1 of this hour about this account, the last one',
      async () => {
        begin({ messagesPerHour: 1 });
        const alarm = (id: string, alarmName: string) => {
          const event = anEvent('alarm', { id });
          return { ...event, detail: { ...(event['detail'] as object), alarmName } };
        };
        expect(await handle(alarm('a', 'aws-organizations-a'))).toBe('told');
        expect(hub.mails[0]?.body).toContain(WORDS.en.lastOfTheHour(1));
        expect(await handle(alarm('b', 'aws-organizations-b'))).toBe('digest');
        // High and critical ones are told all the same.
        expect(await handle(anEvent('root-sign-in', { account: anEvent('alarm')['account'] }))).toBe('told');
      },
    ],
  ],
};

/** The sentences of a kind, in English; those of the other language say the same. */
function sentencesOf(kind: Kind, language: 'en' | 'ja' = 'en'): readonly string[] {
  const words = WORDS[language];
  if (kind === 'groupedFooter') return [words.groupedFooter(24)];
  if (kind === 'lastOfTheHour') return [words.lastOfTheHour(1)];
  const [section = '', key = ''] = kind.split('.');
  const found = (words as unknown as Record<string, Record<string, unknown>>)[section]?.[key];
  const value: unknown = typeof found === 'function' ? found('rule') : found;
  return Array.isArray(value) ? value : Object.values(value as Record<string, readonly string[]>).flat();
}

const KINDS = Object.keys(TABLE) as Kind[];

describe.each(KINDS)('a mail with %s', (kind) => {
  it('says nothing that is not shown here', () => {
    expect(sentencesOf(kind).length).toBe(TABLE[kind].length);
    for (const [index, sentence] of sentencesOf(kind).entries())
      expect(sentence.startsWith(TABLE[kind][index]?.[0] ?? '?'), sentence).toBe(true);
    expect(sentencesOf(kind, 'ja')).toHaveLength(TABLE[kind].length);
  });

  it.each(TABLE[kind])('says what can be done, or comes so: %s', async (_beginning, ...proofs) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of proofs as readonly Proof[]) {
      if (typeof proof === 'function') await proof();
      else if ('may' in proof) expect(await decided(proof), proof.may).toBe('allowed');
      else if ('tested' in proof) expect(isProven(proof.tested), proof.tested).toBe(true);
    }
  });
});

/** Under every guardrail as it is by default, the region restriction among them. */
function decided({
  may: action,
  on,
  region = HOME_REGION,
  owner = MEMBER,
  as = 'role/Admin',
  context: more = {},
}: Call) {
  const principal = `arn:aws:iam::${owner}:${as}`;
  const config = aConfig();
  const serviceControl = GUARDRAILS.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY').map((guardrail) =>
    guardrail.document(config, FACTS),
  );
  const context = { 'aws:RequestedRegion': region, 'aws:PrincipalArn': principal, ...more };
  return decide(
    { principal, action, resource: on, owner, context },
    { identity: [ADMINISTRATOR_ACCESS], serviceControl },
  );
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hop, Mail, Trace } from '../../src/sandbox/event-chain.ts';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { rememberSandbox } from '../../src/sandbox/sandbox.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, MASTER, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const READER = 'security@example.com';
const HUB = `arn:aws:events:${HOME}:${AUDIT}:event-bus/aws-organizations-notifications`;

let rehearsal: Rehearsal;
let chain: ReturnType<typeof connectEventChain>;

/** Nothing to a mailbox: the routes, the bus, the formatter and the topic are what `apply` made of metsuke.yaml. */
beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true });
  const { sandbox, folder } = rehearsal;
  chain = connectEventChain(sandbox);
  // The sandbox of this folder, so that the command line finds it.
  rememberSandbox({ folder, emulator: sandbox, organizationFile: 'none', now: new Date() });
  rehearsal.writeConfig(`${rehearsal.readConfig()}\nmachineImages:\n  enabled: true\n`);
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
});
afterAll(() => rehearsal.stop());

async function happen(...parameters: readonly string[]): Promise<readonly Trace[]> {
  const result = await rehearsal.metsuke('sandbox', 'event', ...parameters, '--json');
  expect(result, result.output).toMatchObject({ code: 0 });
  return JSON.parse(result.stdout);
}

const mailsAfter = async (number: number): Promise<readonly Mail[]> =>
  (await chain.listMails(READER)).filter((mail) => mail.number > number);

const newestMail = async (): Promise<number> => (await chain.listMails()).at(-1)?.number ?? 0;

const hopsOf = (traces: readonly Trace[]): readonly Hop[] => traces.flatMap(({ hops }) => hops);

const countOf = (traces: readonly Trace[], kind: string, outcome: Hop['outcome'] = 'delivered'): number =>
  hopsOf(traces).filter((hop) => hop.kind === kind && hop.outcome === outcome).length;

describe('before anybody confirmed', () => {
  it('the reader has received the mail that asks, and nothing else arrives', async () => {
    const traces = await happen('--sample', 'health', '--account', 'dev');
    expect(countOf(traces, 'mail', 'ended')).toBe(1);
    expect((await chain.listMails(READER)).map(({ kind }) => kind)).toEqual(['confirmation']);
    const listed = await rehearsal.metsuke('sandbox', 'mail');
    expect(listed.stdout).toContain('1 subscription waits for confirmation');
  });

  it('status says so, until the link in the mail is followed', async () => {
    const { code, stdout } = await rehearsal.metsuke('status');
    expect(stdout).toContain('1 subscription (email) pending');
    expect(code).toBe(1);
    const confirmed = await rehearsal.metsuke('sandbox', 'mail', 'confirm');
    expect(confirmed.stdout).toContain(`${READER} receives`);
    expect((await rehearsal.metsuke('sandbox', 'mail', 'confirm')).stdout).toContain('No subscription waits');
  });
});

describe('one event, one message', () => {
  it.each([
    ['config-violation', 'dev', HOME, /dev: .*s3-bucket-public-read-prohibited/],
    ['trail-stopped', 'stg', HOME, /stg: cloudtrail:StopLogging/],
    ['root-login', 'prod', 'us-east-1', /prod: Root user signed in WITHOUT MFA/],
    ['health', 'prod', HOME, /prod: Health AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED/],
  ])('%s in %s', async (sample, account, region, subject) => {
    const before = await newestMail();
    const traces = await happen('--sample', sample, '--account', account);
    expect(hopsOf(traces).map(({ kind }) => kind)).toEqual(['rule', 'bus', 'rule', 'function', 'topic', 'mail']);
    expect(traces[0]?.hops[0]?.region).toBe(region);
    const [mail, ...more] = await mailsAfter(before);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(subject);
    expect(mail?.body).toContain('What to do next');
    expect(mail?.body).not.toMatch(/^\s*[{[]/m);
  });

  it('a finding of GuardDuty in a member, through the bus of the administrator', async () => {
    await makeAdministrator('guardduty.amazonaws.com', AUDIT);
    const before = await newestMail();
    const traces = await happen('--sample', 'guardduty-finding', '--account', 'prod');
    expect(countOf(traces, 'function')).toBe(1);
    const mails = await mailsAfter(before);
    expect(mails.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('prod: GuardDuty UnauthorizedAccess'),
    ]);
    expect(mails[0]?.body).toContain('i-0abc1234def567890');
  });

  it('a machine image that could not be built', async () => {
    const before = await newestMail();
    const event = join(packageRoot(import.meta.url), 'examples', 'events', 'image-build-failed.json');
    const traces = await happen(event, '--account', 'audit');
    expect(hopsOf(traces).map(({ kind }) => kind)).toEqual(['rule', 'bus', 'rule', 'function', 'topic', 'mail']);
    const [mail, ...more] = await mailsAfter(before);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^\[HIGH 7\.0\] audit: Image build aws-organizations-amazon-linux-2023/);
    expect(await happen(event, '--account', 'dev').then((other) => countOf(other, 'function'))).toBe(0);
  });

  it('is read with metsuke sandbox mail', async () => {
    const { number, subject } = (await chain.listMails(READER)).at(-1) ?? {};
    const { stdout } = await rehearsal.metsuke('sandbox', 'mail', 'show', String(number));
    expect(stdout).toContain(`To: ${READER}\n`);
    expect(stdout).toContain(`Subject: ${subject}\n`);
    expect((await rehearsal.metsuke('sandbox', 'mail', 'show', '9999')).code).toBe(1);
  });
});

describe('a hundred like it', () => {
  it('one message, and a line in the digest', async () => {
    const before = await newestMail();
    const traces = await happen('--sample', 'config-violation', '--account', 'prod', '--repeat', '100');
    expect(countOf(traces, 'function')).toBe(100);
    expect(countOf(traces, 'function', 'failed')).toBe(0);
    expect(await mailsAfter(before)).toHaveLength(1);

    const digest = await rehearsal.metsuke('sandbox', 'digest');
    expect(digest, digest.output).toMatchObject({ code: 0 });
    const [, mail, ...more] = await mailsAfter(before);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('DIGEST');
    expect(mail?.body).toMatch(/99 x +prod .*s3-bucket-public-read-prohibited/);
  });

  it('a second digest on the same day says nothing twice', async () => {
    const before = await newestMail();
    await rehearsal.metsuke('sandbox', 'digest');
    expect(await mailsAfter(before)).toEqual([]);
  });
});

describe('one account does not mute the others', () => {
  it('31 refused calls in dev wait for the digest, and the trail that is stopped in prod is a mail at once', async () => {
    const before = await newestMail();
    const events = Array.from({ length: 31 }, (_, index) => refusedCall(index));
    const file = join(rehearsal.folder, 'refused.json');
    writeFileSync(file, JSON.stringify(events));
    const traces = await happen(file, '--account', 'dev');
    expect(countOf(traces, 'function')).toBe(31);
    expect(await mailsAfter(before)).toEqual([]);
    await happen('--sample', 'trail-stopped', '--account', 'prod');
    expect((await mailsAfter(before)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('prod: cloudtrail:StopLogging'),
    ]);
  });

  function refusedCall(index: number): object {
    const record = JSON.parse(
      readFileSync(join(packageRoot(import.meta.url), 'examples', 'events', 'trail-stopped.json'), 'utf8'),
    );
    const name = `made-up-${index}`;
    const detail = { ...record.detail, eventID: name, errorCode: 'AccessDenied', requestParameters: { name } };
    return { ...record, id: name, detail };
  }
});

describe('what is not for everybody', () => {
  it('events of AWS that no route wants end in the account, and say why', async () => {
    const result = await rehearsal.metsuke('sandbox', 'event', '--sample', 'config-violation', '--region', 'eu-west-1');
    expect(result, result.output).toMatchObject({ code: 0 });
    expect(result.stdout).toContain('this bus has no rules');
    expect(result.stdout).toContain('No mail was sent.');
  });

  it('nobody but the forwarding roles may put an event on the bus of the hub', async () => {
    const events = new EventBridge(clientConfig(rehearsal.sandbox, DEV));
    const entry = { Source: 'shop', DetailType: 'Order', Detail: '{}', EventBusName: HUB };
    await expect(events.putEvents({ Entries: [entry] })).rejects.toThrow(/not authorized/);
    const own = await events.putEvents({ Entries: [{ ...entry, EventBusName: 'default' }] });
    expect(own.FailedEntryCount).toBe(0);
    const forged = await events.putEvents({
      Entries: [{ ...entry, Source: 'aws.guardduty', EventBusName: 'default' }],
    });
    expect(forged.Entries?.[0]?.ErrorCode).toBe('NotAuthorizedForSourceException');
  });
});

describe('when the formatter fails', () => {
  it('the event is tried three times and lies in the dead-letter queue', async () => {
    await rehearsal.sandbox.faults({
      kind: 'error',
      service: 'dynamodb',
      code: 'InternalServerError',
      message: 'down',
      status: 500,
      times: 1_000,
    });
    const before = await newestMail();
    const result = await rehearsal.metsuke('sandbox', 'event', '--sample', 'root-login', '--account', 'stg', '--json');
    await rehearsal.sandbox.faults({ kind: 'clear' });
    expect(result.code).toBe(1);
    const traces: readonly Trace[] = JSON.parse(result.stdout);
    expect(countOf(traces, 'function', 'failed')).toBe(3);
    const buried = hopsOf(traces).filter(({ kind }) => kind === 'dead-letter queue');
    expect(buried).toMatchObject([{ name: 'aws-organizations-NotificationsUndelivered', outcome: 'delivered' }]);
    expect(await mailsAfter(before)).toEqual([]);
  });
});

describe('what really happens in the sandbox', () => {
  it('a trail that is stopped is told, with who did it', async () => {
    const before = await newestMail();
    const cloudTrail = new CloudTrail(clientConfig(rehearsal.sandbox, MASTER));
    const { trailList = [] } = await cloudTrail.describeTrails({});
    await cloudTrail.stopLogging({ Name: trailList[0]?.TrailARN });
    expect(await chain.settle()).toBe(true);
    const [mail, ...more] = await mailsAfter(before);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('master: cloudtrail:StopLogging');
    expect(mail?.body).toContain('sandbox');
  });

  it('an account that left the organization is heard no more', async () => {
    const place = { account: STG, region: HOME };
    const finding = { source: 'aws.health', 'detail-type': 'AWS Health Event', detail: { eventTypeCode: 'AWS_TEST' } };
    expect(countOf(await chain.putEvents(place, [finding]), 'mail')).toBe(1);
    await awsOf(rehearsal.sandbox, MASTER).organizations.removeAccountFromOrganization({ AccountId: STG });
    const traces = await chain.putEvents(place, [finding]);
    expect(hopsOf(traces)).toMatchObject([
      { kind: 'rule', outcome: 'matched' },
      { kind: 'bus', outcome: 'failed', why: expect.stringContaining('does not allow events:PutEvents') },
      // Nor does it fill the queue.
      { kind: 'dead-letter queue', outcome: 'failed' },
    ]);
  });

  it('an event that the bus refuses waits in a queue of its region in the audit account, with the reason', async () => {
    const events = new EventBridge(clientConfig(rehearsal.sandbox, AUDIT));
    const before = await newestMail();
    await events.removePermission({ EventBusName: 'aws-organizations-notifications', RemoveAllPermissions: true });
    const finding = { source: 'aws.health', 'detail-type': 'AWS Health Event', detail: { eventTypeCode: 'AWS_OTHER' } };
    const traces = await chain.putEvents({ account: DEV, region: HOME }, [finding]);
    expect(hopsOf(traces)).toMatchObject([
      { kind: 'rule', outcome: 'matched' },
      { kind: 'bus', outcome: 'failed' },
      {
        kind: 'dead-letter queue',
        name: 'aws-organizations-NotificationsUnforwarded',
        account: AUDIT,
        region: HOME,
        outcome: 'delivered',
        why: expect.stringContaining('does not allow events:PutEvents'),
      },
    ]);
    expect(await mailsAfter(before)).toEqual([]);
  });
});

async function makeAdministrator(service: string, account: string): Promise<void> {
  const { organizations } = awsOf(rehearsal.sandbox, MASTER);
  const { DelegatedAdministrators = [] } = await organizations.listDelegatedAdministrators({
    ServicePrincipal: service,
  });
  if (DelegatedAdministrators.some(({ Id }) => Id === account)) return;
  await organizations.enableAWSServiceAccess({ ServicePrincipal: service });
  await organizations.registerDelegatedAdministrator({ ServicePrincipal: service, AccountId: account });
}

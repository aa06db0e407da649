import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { ConfigService } from '@aws-sdk/client-config-service';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { clientConfig } from '../support/aws.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

/** People with the policies of docs/ and nothing else do all of it, where policies are enforced: no call is refused. */
let rehearsal: Rehearsal;
/** Who may look, and who may apply too. */
const keys = { reader: {}, operator: {} };

beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true, enforce: true });
  rehearsal.writeConfig(
    `${rehearsal.readConfig()}\npatching:\n  enabled: true\n  install:\n    enabled: true\nsessions:\n  enabled: true\n  asDefault: true\n  defaultHostManagement: true\n`,
  );
  const iam = new IAM(clientConfig(rehearsal.sandbox, MASTER, 'us-east-1'));
  const policy = async (name: string): Promise<string> => {
    const text = readFileSync(join(packageRoot(import.meta.url), 'docs', `${name}.json`), 'utf8');
    const PolicyDocument = JSON.stringify(JSON.parse(text));
    // AWS takes 6,144 characters, blanks not counted.
    expect(PolicyDocument.length).toBeLessThanOrEqual(6_144);
    return (await iam.createPolicy({ PolicyName: name, PolicyDocument })).Policy?.Arn ?? '';
  };
  const [reads, writes] = [await policy('reader-policy'), await policy('operator-policy')];
  for (const [name, arns] of [['reader', [reads]] as const, ['operator', [reads, writes]] as const]) {
    await iam.createUser({ UserName: name });
    for (const PolicyArn of arns) await iam.attachUserPolicy({ UserName: name, PolicyArn });
    const { AccessKey } = await iam.createAccessKey({ UserName: name });
    keys[name] = { AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId, AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey };
  }
});
afterAll(() => rehearsal.stop());

/** What could not be read is never silent: a refusal would stand in the output. */
async function expectAllowed(who: keyof typeof keys, code: number, ...parameters: readonly string[]): Promise<void> {
  const ended = await rehearsal.metsukeWith(keys[who], ...parameters);
  const refused = ended.output.match(/[^.\n]*(?:not authorized|AccessDenied|unknown, because)[^\n]*/gi) ?? [];
  expect(refused).toEqual([]);
  expect(ended, ended.output).toMatchObject({ code });
}

it('allow to look before the first apply, and to apply', async () => {
  await expectAllowed('reader', 0, 'check', '--accounts');
  await expectAllowed('reader', 3, 'plan', '--exit-code');
  await expectAllowed('operator', 0, 'apply', '--yes');
  await rehearsal.confirmMails();
});

it('allow to look, deep and at drift', async () => {
  await expectAllowed('reader', 0, 'plan', '--exit-code');
  await expectAllowed('reader', 0, 'status');
  await expectAllowed('reader', 0, 'status', '--deep');
  await expectAllowed('reader', 0, 'plan', '--deep', '--exit-code');
});

it('allow to repair what hands change', async () => {
  const { sandbox } = rehearsal;
  const cloudTrail = new CloudTrail(clientConfig(sandbox, MASTER));
  const { trailList: [trail] = [] } = await cloudTrail.describeTrails({});
  await cloudTrail.stopLogging({ Name: trail?.TrailARN });
  await new ConfigService(clientConfig(sandbox, MASTER)).stopConfigurationRecorder({
    ConfigurationRecorderName: 'aws-organizations-recorder',
  });
  const bootstrap = await inMember(DEV);
  await new EventBridge(bootstrap).disableRule({ Name: 'aws-organizations-Alarms' });
  await expectAllowed('operator', 0, 'apply', '--deep', '--yes');
  await expectAllowed('reader', 0, 'plan', '--deep', '--exit-code');
});

it('allow to leave', async () => {
  await expectAllowed('operator', 0, 'destroy', '--confirm', rehearsal.sandbox.organizationId, '--accept-losses');
});

/** No administrator of an account switches a rule of ours off: guardrails stop everybody but the bootstrap role. */
async function inMember(account: string) {
  const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await new STS(clientConfig(rehearsal.sandbox, MASTER)).assumeRole({
    RoleArn,
    RoleSessionName: 'hands',
  });
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { ...clientConfig(rehearsal.sandbox, account), credentials };
}

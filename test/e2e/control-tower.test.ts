import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ConfigService } from '@aws-sdk/client-config-service';
import { SNS } from '@aws-sdk/client-sns';
import { STS } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../support/aws.ts';
import { CONTROL_TOWER, updateRecorders } from '../support/control-tower.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const EXEMPT = ['protectBaseline', 'regionRestriction']
  .map((section) => `  ${section}:\n    exemptRoles: [${CONTROL_TOWER.executionRole}]`)
  .join('\n');

let here: Rehearsal;
/** What any command said. */
const said: string[] = [];
async function metsuke(...parameters: readonly string[]) {
  const result = await here.metsuke(...parameters);
  said.push(result.output);
  return result;
}

beforeAll(async () => {
  here = await startRehearsal(undefined, { baseline: true, enforce: true, controlTower: true });
});
afterAll(() => here.stop());

async function asControlTower(account: string, region = HOME) {
  const sts = new STS(clientConfig(here.sandbox, MASTER));
  const RoleArn = `arn:aws:iam::${account}:role/${CONTROL_TOWER.executionRole}`;
  const { Credentials: given } = await sts.assumeRole({ RoleArn, RoleSessionName: 'AWSControlTower' });
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const config = { ...clientConfig(here.sandbox, account, region), credentials };
  return {
    config: new ConfigService(config),
    cloudFormation: new CloudFormation(config),
    sns: new SNS(config),
  };
}

describe('an organization of Control Tower', () => {
  it('is refused while a guardrail would stop the role of Control Tower', async () => {
    const plan = await metsuke('plan');
    expect(plan.code).toBe(2);
    for (const id of ['region-restriction', 'protect-detection']) {
      expect(plan.stdout).toContain(`${id} would stop the role ${CONTROL_TOWER.executionRole}`);
    }
    expect(plan.stdout).toContain(CONTROL_TOWER.configStackSet);
    expect((await metsuke('apply', '--yes')).code).toBe(2);
  });

  it('is not called ready by check before', async () => {
    const { code, stdout } = await metsuke('check');
    expect(code).toBe(1);
    expect(stdout).not.toContain('Ready');
  });

  it('is governed once the role is exempt', async () => {
    here.changeConfig('  regionRestriction:', EXEMPT);
    const check = await metsuke('check');
    expect(check, check.output).toMatchObject({ code: 0, stdout: expect.stringContaining('Ready') });
    const applied = await metsuke('apply', '--yes');
    expect(applied, applied.output).toMatchObject({ code: 0 });
    expect((await metsuke('plan', '--exit-code')).code).toBe(0);
    await here.confirmMails();
    expect((await metsuke('status', '--drift')).code).toBe(0);
  });
});

describe('what Control Tower does afterwards', () => {
  it('its stack sets change their recorders', async () => {
    expect(await updateRecorders(here.sandbox, HOME)).toBe('SUCCEEDED');
  });

  it('its role changes recorders, stacks and regions', async () => {
    const { config, cloudFormation } = await asControlTower(DEV);
    const ConfigurationRecorderName = CONTROL_TOWER.recorder;
    await config.stopConfigurationRecorder({ ConfigurationRecorderName });
    await config.startConfigurationRecorder({ ConfigurationRecorderName });
    const { Stacks = [] } = await cloudFormation.describeStacks({});
    const own = Stacks.find(({ StackName = '' }) => StackName.includes(CONTROL_TOWER.rolesStackSet));
    const StackPolicyBody = '{"Statement":[]}';
    await expect(cloudFormation.setStackPolicy({ StackName: own?.StackName, StackPolicyBody })).resolves.toBeDefined();
    const { sns } = await asControlTower(DEV, 'eu-west-1');
    await expect(sns.createTopic({ Name: 'aws-controltower-SecurityNotifications' })).resolves.toBeDefined();
  });

  it('an administrator of the account may do none of it', async () => {
    const config = new ConfigService(clientConfig(here.sandbox, DEV));
    const stopping = config.stopConfigurationRecorder({ ConfigurationRecorderName: CONTROL_TOWER.recorder });
    await expect(stopping).rejects.toThrow(/explicit deny in a service control policy/);
  });

  it('and without its exemption the next plan is refused', async () => {
    here.changeConfig(EXEMPT, '  regionRestriction:');
    expect((await metsuke('plan')).code).toBe(2);
  });
});

it('no sentence advises to change anything of Control Tower', () => {
  const sentences = said.join('\n').split(/(?<=[.:]) |\n/);
  const advice = sentences.filter((sentence) =>
    /^\s*(Delete|Correct|Remove|Detach|Disable|Stop|Change)\b/.test(sentence),
  );
  expect(advice).toEqual([]);
  expect(said.join('\n')).toContain(CONTROL_TOWER.recorder);
  expect(said.join('\n')).toContain(CONTROL_TOWER.trail);
});

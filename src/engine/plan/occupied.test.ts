import { describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run, stackSetStep, stepOf, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { occupantFindings } from './occupied.ts';

const RECORDING = aConfig({ configRecorder: { enabled: true }, configRules: { enabled: true } });
const GOOD = { recording: true, recordsEverything: true, recordsGlobalTypes: true, prefix: 'o-testorgid1' };
const OURS = 'aws-organizations-logs-333333333333-ap-northeast-1';

function anOrganization(...names: readonly string[]): FakeAws {
  return new FakeAws(
    anOrg()
      .with(...names.map((name) => account(name)))
      .build(),
  );
}

function occupy(aws: FakeAws, name: string, settings: object = { bucket: 'own' }): void {
  const occupant = { name: 'default', region: HOME, settings: { ...GOOD, ...settings } };
  aws.occupants.set(`${aws.idOf(name)}/${HOME}/config-recorder`, occupant);
}

describe('an account with a recorder of somebody else', () => {
  it('gets no recorder of ours, but the rules, and is told', async () => {
    const aws = anOrganization('dev', 'stg');
    occupy(aws, 'dev');
    const plan = await planOf(aws, RECORDING);
    const created = stackSetStep(plan, 'config-recorder').instances.create;
    expect(created.map((change) => change.account)).not.toContain(aws.idOf('dev'));
    expect(created).toHaveLength(4);
    expect(stackSetStep(plan, 'config-rules').instances.create).toHaveLength(5);
    expect(plan.findings).toMatchObject([
      {
        severity: 'warning',
        code: 'occupied',
        message: expect.stringMatching(/^dev ap-northeast-1: the recorder "default", .* delivers to own instead of/),
      },
    ]);
  });

  it('is told in passing when that one does all that ours would', async () => {
    const aws = anOrganization('dev');
    occupy(aws, 'dev', { bucket: OURS });
    expect((await planOf(aws, RECORDING)).findings).toMatchObject([{ severity: 'info', code: 'occupied' }]);
  });

  it('is one of many: they are told together', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `member-${index}`);
    const aws = anOrganization(...names);
    for (const name of names) occupy(aws, name);
    const { findings } = await planOf(aws, RECORDING);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/^member-0 .*, member-4 ap-northeast-1 and 4 more: /);
  });

  it('is not asked when nothing records there by our doing', async () => {
    const aws = anOrganization('dev');
    occupy(aws, 'dev');
    expect(occupantFindings(await inputOf(aws, aConfig()))).toEqual([]);
  });

  it('that lets nobody in is planned like the others, and told', async () => {
    const aws = anOrganization('dev');
    aws.closeDoor('dev');
    const plan = await planOf(aws, RECORDING);
    expect(stackSetStep(plan, 'config-recorder').instances.create).toHaveLength(4);
    expect(plan.findings).toMatchObject([
      { code: 'not-looked-at', message: expect.stringContaining('dev ap-northeast-1') },
    ]);
  });
});

/** The log archive and its access log. */
const BUCKETS = Array.from({ length: 2 }, () => 'inAccount.buckets.readPresence');

describe('looking before something is deployed', () => {
  it('costs a look at each log bucket when everything is there', async () => {
    const aws = anOrganization('dev', 'stg');
    expect((await run(aws, RECORDING)).result.status).toBe('done');
    const connection = aws.connect();
    expect((await planOf(aws, RECORDING, { connection })).steps).toEqual([]);
    expect(connection.calls.filter((call) => call.includes('singletons') || call.startsWith('inAccount'))).toEqual(
      BUCKETS,
    );
  });

  it('changes nothing, and goes to the new account alone', async () => {
    const aws = anOrganization('dev');
    await run(aws, RECORDING);
    aws.join(account('dev2'));
    const connection = aws.connect();
    await planOf(aws, RECORDING, { connection });
    expect(connection.calls.filter((call) => call.startsWith('inAccount'))).toEqual([
      'inAccount.singletons.readOccupant',
      ...BUCKETS,
    ]);
    expect(connection.calls.filter(isWrite)).toEqual([]);
  });

  it('is done again where the deployment failed', async () => {
    const aws = anOrganization('dev');
    aws.failIn('dev', 'MaxNumberOfConfigurationRecordersExceededException', 'AWSOrganizations-ConfigRecorder');
    expect((await run(aws, RECORDING)).result.status).toBe('failed');
    occupy(aws, 'dev');
    const plan = await planOf(aws, RECORDING);
    expect(stackSetStep(plan, 'config-recorder').instances).toMatchObject({
      create: [],
      update: [],
      delete: [{ account: aws.idOf('dev') }],
    });
  });
});

describe('the service-linked role', () => {
  it('is made in every account before the recorders, and once', async () => {
    const aws = anOrganization('dev');
    const { plan, result } = await run(aws, RECORDING);
    expect(stepOf(plan, 'service-linked-role').targets).toHaveLength(4);
    expect(stackSetStep(plan, 'config-recorder').dependsOn).toContain('service-linked-role:config.amazonaws.com');
    expect(result.status).toBe('done');
    expect([...aws.serviceLinkedRoles].sort()).toEqual(
      aws.organization.accounts.map(({ id }) => `${id}/config.amazonaws.com`).sort(),
    );
    aws.join(account('dev2'));
    expect(stepOf(await planOf(aws, RECORDING), 'service-linked-role').targets).toMatchObject([
      { account: aws.idOf('dev2') },
    ]);
  });

  it('is there already in an account that gets a second region', async () => {
    const aws = anOrganization('dev');
    await run(aws, RECORDING);
    const twoRegions = aConfig({
      configRecorder: { enabled: true },
      configRules: { enabled: true },
      governedRegions: [HOME, 'us-east-1'],
    });
    const plan = await planOf(aws, twoRegions);
    expect(titlesOf(plan)).not.toContain('service-linked role');
    expect(stackSetStep(plan, 'config-recorder').instances.create).toHaveLength(4);
  });

  it('is left to the owner of an account that lets nobody in', async () => {
    const aws = anOrganization('dev');
    await run(aws, aConfig());
    aws.closeDoor('dev');
    const { result, events } = await run(aws, RECORDING);
    const notes = events.flatMap((event) => (event.type === 'step-note' ? [event.finding.message] : []));
    expect(notes).toContainEqual(expect.stringContaining('whether AWSServiceRoleForConfig is there could not be seen'));
    const role = result.steps.find(({ step }) => step.kind === 'service-linked-role');
    expect(role?.outcome.status).toBe('done');
  });
});

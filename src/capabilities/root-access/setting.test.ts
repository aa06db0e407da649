import { describe, expect, it } from 'vitest';
import { aConfig, applyOn, HOME, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { checkOrganization } from '../../engine/check.ts';
import { makeDestroyPlan } from '../../engine/plan/destroy-plan.ts';
import { descriptionOf } from '../../engine/steps/describe.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const FULL = { rootPassword: true, rootAccessKeys: [KEY], rootMfaDevices: [], rootSigningCertificates: [] };
const NONE = { rootPassword: false, rootAccessKeys: [], rootMfaDevices: [], rootSigningCertificates: [] };
const ON = { RootCredentialsManagement: true, RootSessions: true };
const configWith = (rootAccess: object = { removeCredentials: true }, more: object = {}) =>
  aConfig({ rootAccess: { enabled: true, ...rootAccess }, notifications: { enabled: true }, ...more });

/** An organization in which dev was invited: its root user has a password and a key, which IAM shows once it manages them. */
function anAws() {
  const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
  const { settings } = aws;
  /** Of credentials: where, what, and what was found right before. */
  const puts: (readonly [string, object, object])[] = [];
  const portOf = settings.portOf.bind(settings);
  const features = `root-access ${aws.idOf('audit')} ${HOME}`;
  const credentials = (name: string): string => `root-credentials ${aws.idOf(name)} ${HOME}`;
  for (const name of ['audit', 'log', 'dev', 'stg']) settings.values.set(credentials(name), NONE);
  settings.values.set(credentials('dev'), FULL);
  settings.values.set(features, { RootCredentialsManagement: false, RootSessions: false });
  settings.portOf = (id, accountId) => {
    const port = portOf(id, accountId);
    if (id === 'root-access') {
      // Of the organization, whichever account stands for them.
      const { read, put } = portOf(id, aws.idOf('audit'));
      return { ...port, read, put };
    }
    const read: typeof port.read = async (wanted, region) => {
      if (settings.values.get(features)?.RootCredentialsManagement !== true)
        throw new MetsukeError('access-denied', 'is not authorized to perform: sts:AssumeRoot');
      return port.read(wanted, region);
    };
    const put: typeof port.put = async (values, region, found) => {
      puts.push([accountId, values, found]);
      await port.put(values, region, found);
    };
    return { ...port, read, put };
  };
  return {
    aws,
    puts,
    features: () => settings.values.get(features),
    of: (name: string) => settings.values.get(credentials(name)),
    give: (name: string, values: object) => settings.values.set(credentials(name), { ...NONE, ...values }),
  };
}

const losses = async (aws: FakeAws, config = configWith()) =>
  (await planOf(aws, config)).steps.flatMap((step) => step.losses ?? []);

describe('credentials of root users', () => {
  it('stay until a plan has listed them, and go then', async () => {
    const { aws, of, features } = anAws();
    const first = await run(aws, configWith());
    expect(first.result.status).toBe('done');
    expect(features()).toEqual(ON);
    expect(of('dev')).toEqual(FULL);
    expect(first.plan.findings).toMatchObject([
      { code: 'unknown', hint: expect.stringContaining('before a plan has shown what goes') },
    ]);
    const { plan, result } = await run(aws, configWith());
    const step = plan.steps.find(({ id }) => id === 'setting:root-credentials:set');
    expect(step).toMatchObject({ targets: [{ account: aws.idOf('dev') }] });
    expect(
      step &&
        descriptionOf(step)
          .details(step, plan)
          .map(({ text }) => text),
    ).toContain(`rootAccessKeys ["${KEY}"] → []`);
    expect(step?.losses).toEqual([
      'passwords of root users are deleted; only a recovery makes new ones',
      `access keys of root users are deleted for good: ${KEY}`,
    ]);
    expect(result.status).toBe('done');
    expect(of('dev')).toEqual(NONE);
    expect((await planOf(aws, configWith())).steps).toEqual([]);
  });

  it('that came after the plan stop it', async () => {
    const { aws, of, give } = anAws();
    await run(aws, configWith());
    const input = await inputOf(aws, configWith());
    const plan = await planOf(aws, configWith());
    give('dev', { rootAccessKeys: [KEY, 'AKIANEW'] });
    const { result } = await applyOn(aws, plan, input);
    expect(result.status).toBe('failed');
    expect(JSON.stringify(result)).toContain('What is there now is not what the plan shows: rootAccessKeys');
    expect(of('dev')).toMatchObject({ rootAccessKeys: [KEY, 'AKIANEW'] });
    expect((await run(aws, configWith())).result.status).toBe('done');
    expect(of('dev')).toEqual(NONE);
  });

  it('stay where nobody is asked to remove them', async () => {
    const { aws, of } = anAws();
    await run(aws, configWith({}));
    expect((await planOf(aws, configWith({}))).steps).toEqual([]);
    expect(of('dev')).toEqual(FULL);
  });

  it('go as far as a look has shown them; to give back removes none, whatever the parameter in the account says', async () => {
    const { aws, puts } = anAws();
    await run(aws, configWith());
    await run(aws, configWith());
    const gone = { rootPassword: true, rootAccessKeys: [KEY] };
    expect(puts).toEqual([[aws.idOf('dev'), { rootPassword: false, rootAccessKeys: [] }, gone]]);
    aws.settings.memories.set(`/metsuke/aws-organizations/found/root-credentials ${aws.idOf('dev')} ${HOME}`, NONE);
    puts.length = 0;
    await run(aws, configWith({}));
    expect(puts).toEqual([[aws.idOf('dev'), NONE, {}]]);
  });

  it('are asked for again where a root user made some, and of nobody else', async () => {
    const { aws, give } = anAws();
    await run(aws, configWith());
    await run(aws, configWith());
    give('stg', { rootPassword: true });
    expect((await planOf(aws, configWith())).steps).toEqual([]);
    aws.tell('iam:CreateLoginProfile', 'stg', 'us-east-1');
    expect(await losses(aws)).toEqual(['passwords of root users are deleted; only a recovery makes new ones']);
  });

  it('are told by a check, account by account, also where they stay', async () => {
    const { aws } = anAws();
    const told = async (accounts: boolean) => {
      const items = await checkOrganization(aws.connect().ports, await inputOf(aws, configWith({})), { accounts });
      return items.filter(({ what }) => what === 'credentials of root users');
    };
    expect(await told(true)).toMatchObject([
      { findings: [{ code: 'unknown', message: expect.stringContaining('sts:AssumeRoot') }] },
    ]);
    await run(aws, configWith({}));
    expect(await told(false)).toMatchObject([{ found: 'not looked at (check --accounts does)', findings: [] }]);
    expect(await told(true)).toMatchObject([
      {
        found: 'looked at 4 of 4 accounts, 1 to tell of',
        findings: [
          {
            code: 'root-credentials',
            message: `dev (${aws.idOf('dev')}): The root user has rootPassword true, rootAccessKeys ["${KEY}"].`,
          },
        ],
      },
    ]);
  });
});

describe('centralized root access', () => {
  it('is the audit account’s, once IAM is trusted, and before anything is done with it', async () => {
    const { aws } = anAws();
    const { steps } = await planOf(aws, configWith());
    const needed = ['service-access:iam.amazonaws.com', 'delegated-administrator:iam.amazonaws.com'];
    expect(steps.find(({ id }) => id === 'setting:root-access:set')?.dependsOn).toEqual(expect.arrayContaining(needed));
    expect(steps.find(({ id }) => id === needed[1])).toMatchObject({ account: aws.idOf('audit') });
    await run(aws, configWith());
    const later = (await planOf(aws, configWith())).steps.map(({ id }) => id);
    expect(later).toContain('setting:root-credentials:set');
    expect(later).not.toContain('setting:root-access:set');
  });

  it.each(['audit', 'master'])('is switched on again after a call in %s', async (name) => {
    const { aws, features } = anAws();
    await run(aws, configWith({}));
    aws.settings.values.set(`root-access ${aws.idOf('audit')} ${HOME}`, { ...ON, RootSessions: false });
    aws.tell('iam:DisableOrganizationsRootSessions', name, 'us-east-1');
    await run(aws, configWith({}));
    expect(features()).toEqual(ON);
  });

  it('is given back after the credentials, which need it, as it was found', async () => {
    const { aws, of, features } = anAws();
    for (let times = 0; times < 2; times += 1) await run(aws, configWith());
    const input = await inputOf(aws, configWith());
    const plan = makeDestroyPlan(input);
    expect(plan.steps.find(({ id }) => id === 'setting:root-access:restore')?.dependsOn).toContain(
      'setting:root-credentials:restore',
    );
    await applyOn(aws, plan, input);
    expect(features()).toEqual({ RootCredentialsManagement: false, RootSessions: false });
    expect(of('dev')).toMatchObject({ rootPassword: true });
  });

  it('stays on when another account becomes the audit account', async () => {
    const { aws, features } = anAws();
    await run(aws, configWith({}));
    const { plan, result } = await run(aws, configWith({}, { accounts: { audit: 'dev', log: 'log' } }));
    expect(result.status).toBe('done');
    expect(plan.findings).toContainEqual(expect.objectContaining({ code: 'account-exchanged' }));
    expect(features()).toEqual(ON);
  });

  it('is missed by the guardrail that lets root users do nothing', async () => {
    const { aws, features } = anAws();
    const told = async (config: ReturnType<typeof configWith>) => {
      const items = await checkOrganization(aws.connect().ports, await inputOf(aws, config), { accounts: false });
      return items.flatMap(({ findings }) => findings).filter(({ code }) => code === 'root-access');
    };
    const denied = { guardrails: { rootUser: { enabled: true } } };
    expect(await told(aConfig())).toEqual([]);
    expect(await told(aConfig(denied))).toMatchObject([{ message: expect.stringContaining('no root sessions') }]);
    await run(aws, configWith({}, denied));
    expect(await told(configWith({}, denied))).toEqual([]);
    expect(features()).toEqual(ON);
    expect(await told(configWith({ sessions: false }, denied))).toEqual([]);
  });

  it('that cannot be asked for is unknown, and not looked at', async () => {
    const { aws } = anAws();
    const portOf = aws.settings.portOf.bind(aws.settings);
    const read = () => Promise.reject(new MetsukeError('access-denied', 'iam:ListOrganizationsFeatures'));
    aws.settings.portOf = (id, accountId) => ({ ...portOf(id, accountId), read });
    const items = await checkOrganization(aws.connect().ports, await inputOf(aws, configWith()), { accounts: false });
    expect(items.filter(({ what }) => what === 'centralized root access')).toMatchObject([
      { found: 'could not be looked at', findings: [{ code: 'unknown' }] },
    ]);
  });

  it('is off unless metsuke.yaml switches it on', async () => {
    const { aws } = anAws();
    const titles = (await planOf(aws, aConfig())).steps.map(({ title }) => title);
    expect(titles).not.toContain('root-access');
    expect(titles).not.toContain('root-credentials');
    expect((await planOf(aws, configWith({}))).steps.map(({ title }) => title)).toContain('root-access');
  });
});

import { describe, expect, it } from 'vitest';
import {
  aConfig,
  CATALOG,
  EMAIL,
  HOME,
  inputOf,
  planOf,
  run,
  stackSetStep,
  stepOf,
  titlesOf,
} from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import type { AccountBuilder } from '../../../test/support/organization.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { type Config, configSchema } from '../../config/schema.ts';
import type { Json } from '../../domain/json.ts';
import type { Template } from '../../domain/template.ts';
import { instanceChangesOf } from '../steps/describe.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan.ts';
import { isEmptyPlan } from './plan.ts';

const DEV = '444444444444';
const STG = '555555555555';

const aws = (...accounts: readonly AccountBuilder[]) =>
  new FakeAws(
    anOrg()
      .with(...accounts)
      .build(),
  );

/** An organization that one apply has brought to this configuration. */
async function governed(
  config: Config = aConfig(),
  fake = aws(account('dev').in('Workloads/Production'), account('stg')),
) {
  const { result } = await run(fake, config);
  expect(result.status).toBe('done');
  return fake;
}

function accountsIn(plan: Plan): readonly string[] {
  return [...new Set(plan.steps.flatMap((step) => instanceChangesOf(step).map((change) => change.account)))].sort();
}

describe('a fresh organization', () => {
  it('gets roles first, then stack sets, and the policy where it belongs', async () => {
    const plan = await planOf(aws(account('dev').in('Workloads')), aConfig());
    expect(titlesOf(plan)).toEqual([
      'policy type',
      'trusted access',
      'delegated administrator',
      'stackset-administration',
      'stackset-execution',
      'account-baseline',
      'logging-resource',
      'security-topic',
      'security-resource',
      'region-restriction',
    ]);
    expect(stepOf(plan, 'policy')).toMatchObject({ action: 'create', policyId: null, attach: [{ id: 'r-test' }] });
    const execution = stepOf(plan, 'stack', 'stackset-execution');
    expect(execution.targets.map((target) => [target.account, target.reason])).toEqual([
      ['222222222222', 'new'],
      ['333333333333', 'new'],
      [DEV, 'new'],
    ]);
    expect(stackSetStep(plan, 'logging-resource')).toMatchObject({
      action: 'create',
      instances: { create: [{ account: '333333333333', region: HOME, reason: 'new' }], update: [], delete: [] },
    });
  });

  it('that is governed already needs nothing', async () => {
    expect(isEmptyPlan(await planOf(await governed(), aConfig()))).toBe(true);
  });
});

describe('a change of the configuration', () => {
  it('of a parameter names the deep property it changes, in the one account', async () => {
    const plan = await planOf(await governed(), aConfig({ logs: { retentionDays: 730 } }));
    expect(titlesOf(plan)).toEqual(['logging-resource']);
    const { changes, instances, action } = stackSetStep(plan, 'logging-resource');
    expect(action).toBe('update');
    expect(changes.parameters).toEqual([{ path: 'RetentionDays', from: '365', to: '730' }]);
    const bucket = changes.resources.find(({ logicalId }) => logicalId === 'S3AuditBucket');
    expect(bucket).toMatchObject({ action: 'update', losesData: false });
    expect(bucket?.properties).toContainEqual({
      path: 'LifecycleConfiguration.Rules[0].ExpirationInDays',
      from: '365',
      to: '730',
    });
    expect(instances.update).toEqual([{ account: '333333333333', region: HOME, reason: 'parameter-changed' }]);
  });

  it('of a template names exactly the resources and the accounts', async () => {
    const fake = await governed();
    const blueprints = CATALOG.blueprints.map((blueprint) =>
      blueprint.id === 'account-baseline'
        ? {
            ...blueprint,
            template: (config: Config) =>
              withResource(blueprint.template(config), 'Added', { Type: 'AWS::SNS::Topic' }),
          }
        : blueprint,
    );
    const plan = await planOf(fake, aConfig(), { catalog: { ...CATALOG, blueprints } });
    expect(titlesOf(plan)).toEqual(['account-baseline']);
    const { changes, instances } = stackSetStep(plan, 'account-baseline');
    expect(changes.resources).toEqual([
      { logicalId: 'Added', type: 'AWS::SNS::Topic', action: 'add', losesData: false, properties: [] },
    ]);
    expect(instances.update.map((change) => [change.account, change.reason])).toEqual(
      ['222222222222', '333333333333', DEV, STG].map((id) => [id, 'template-changed']),
    );
  });

  it('of the prefix replaces topics and loses their messages; the log buckets are replaced but kept', async () => {
    const plan = await planOf(await governed(), aConfig({ resourcePrefix: 'other-prefix' }));
    const topic = stackSetStep(plan, 'security-topic').changes.resources.find(
      ({ logicalId }) => logicalId === 'SNSNotification',
    );
    expect(topic).toMatchObject({ action: 'replace', losesData: true });
    const bucket = stackSetStep(plan, 'logging-resource').changes.resources.find(
      ({ logicalId }) => logicalId === 'S3AuditBucket',
    );
    expect(bucket).toMatchObject({ action: 'replace', losesData: false });
  });

  it('of the execution policy reaches every member through the bootstrap role, and the baseline after it', async () => {
    const plan = await planOf(await governed(), aConfig({ stackSets: { executionPolicy: 'administrator' } }));
    expect(titlesOf(plan)).toEqual(['stackset-execution', 'account-baseline']);
    expect(stepOf(plan, 'stack').action).toBe('update');
    expect(stackSetStep(plan, 'account-baseline').dependsOn).toContain('stack:AWSOrganizations-StackSetExecution');
  });

  it('that switches a blueprint off removes what we made', async () => {
    const fake = await governed(aConfig({ auditExecutionRoles: { enabled: true } }));
    const step = stackSetStep(await planOf(fake, aConfig()), 'audit-execution-roles');
    expect(step.action).toBe('delete');
    expect(step.instances.delete).toHaveLength(4);
    expect(step.changes.resources.map(({ action }) => action)).toEqual(['remove', 'remove']);
  });

  it('that switches a blueprint off leaves a stack set of somebody else alone', async () => {
    const fake = await governed(aConfig({ auditExecutionRoles: { enabled: true } }));
    const set = fake.stackSets.sets.get('AWSOrganizations-AuditExecutionRoles');
    if (set) set.definition = { ...set.definition, tags: {} };
    // The execution role may make those roles no longer.
    expect(titlesOf(await planOf(fake, aConfig()))).toEqual(['stackset-execution', 'account-baseline']);
  });
});

function withResource(
  template: Template,
  logicalId: string,
  resource: { readonly Type: string; readonly Properties?: Json },
): Template {
  return { ...template, Resources: { ...template.Resources, [logicalId]: resource } };
}

describe('accounts that come and go', () => {
  it('a new account is the only one that is touched', async () => {
    const fake = await governed();
    fake.join(account('dev2').in('Workloads'));
    const plan = await planOf(fake, aConfig());
    expect(titlesOf(plan)).toEqual(['stackset-execution', 'account-baseline']);
    expect(accountsIn(plan)).toEqual(['666666666666']);
    expect(stackSetStep(plan, 'account-baseline')).toMatchObject({
      action: 'none',
      instances: { create: [{ reason: 'new-account' }] },
    });
  });

  it.each([
    { name: 'suspended', builder: account('x').suspended(), sections: {}, why: 'is suspended' },
    { name: 'closing', builder: account('x').closing(), sections: {}, why: 'is being closed' },
    { name: 'pending', builder: account('x').pending(), sections: {}, why: 'is not activated yet' },
    {
      name: 'excluded',
      builder: account('x'),
      sections: { exclude: { accounts: ['x'] } },
      why: 'is excluded by metsuke.yaml',
    },
    {
      name: 'in a unit below an excluded one',
      builder: account('x').in('Sandbox/Deep'),
      sections: { exclude: { units: ['Sandbox'] } },
      why: 'is in a unit excluded by metsuke.yaml',
    },
  ])('one that is $name is skipped, and why is said', async ({ builder, sections, why }) => {
    const plan = await planOf(aws(builder), aConfig(sections));
    expect(plan.accounts.skipped).toEqual([{ id: DEV, name: 'x', state: builder.state, why }]);
    expect(accountsIn(plan)).not.toContain(DEV);
  });

  it('one that is suspended later keeps what it has', async () => {
    const fake = await governed();
    fake.setState('dev', 'SUSPENDED');
    expect(titlesOf(await planOf(fake, aConfig()))).toEqual([]);
  });

  it('one that left the organization is forgotten, its stack is not reached for', async () => {
    const fake = await governed();
    fake.leave('dev');
    const plan = await planOf(fake, aConfig());
    expect(titlesOf(plan)).toEqual(['account-baseline']);
    expect(stackSetStep(plan, 'account-baseline').instances.delete).toEqual([
      { account: DEV, region: HOME, reason: 'left-organization' },
    ]);
  });

  it.each([
    ['recorders', { configRecorder: { enabled: true } }],
    ['sessions', { sessions: { enabled: true } }],
    ['all that is on by default', undefined],
  ])('one with %s is excluded later, and the next plan is empty', async (_name, sections) => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
    const everything = {
      version: 1,
      accounts: { audit: 'audit', log: 'log' },
      notifications: { securityEmail: EMAIL },
      guardDuty: { enabled: false },
    };
    const configOf = (more: object) =>
      sections ? aConfig({ ...sections, ...more }) : configSchema.parse({ ...everything, ...more });
    expect((await run(aws, configOf({}))).result.status).toBe('done');
    const without = configOf({ exclude: { accounts: ['dev'] } });
    expect((await run(aws, without)).result.status).toBe('done');
    expect((await planOf(aws, without)).steps).toEqual([]);
    const left = [...aws.stackSets.sets.values()].flatMap(({ instances }) => [...instances.values()]);
    expect(left.filter((instance) => instance.account === aws.idOf('dev'))).toEqual([]);
  });

  it('one that is excluded later loses what it had, the record of its execution role last', async () => {
    const plan = await planOf(await governed(), aConfig({ exclude: { accounts: ['dev'] } }));
    expect(titlesOf(plan)).toEqual(['stackset-execution', 'account-baseline']);
    expect(accountsIn(plan)).toEqual([DEV]);
    expect(stackSetStep(plan, 'account-baseline').instances.delete).toEqual([
      { account: DEV, region: HOME, reason: 'no-longer-targeted' },
    ]);
    expect(stepOf(plan, 'stack')).toMatchObject({
      action: 'delete',
      alsoRemoves: { [DEV]: expect.stringMatching(/^StackSet-AWSOrganizations-AccountBaseline-/) },
    });
    expect(stackSetStep(plan, 'account-baseline')).toMatchObject({
      dropsRecordsOnly: true,
      dependsOn: [stepOf(plan, 'stack')?.id],
    });
  });
});

describe('instances that are not as they should be', () => {
  const observed = async (fields: object) => {
    const fake = await governed();
    const instances = fake.stackSets.sets.get('AWSOrganizations-AccountBaseline')?.instances;
    const dev = instances?.get(`${DEV}/${HOME}`);
    if (dev) instances?.set(`${DEV}/${HOME}`, { ...dev, ...fields });
    return planOf(fake, aConfig());
  };

  it.each([
    {
      name: 'failed last time',
      fields: { status: 'OUTDATED', detailedStatus: 'FAILED', reason: 'Resource handler returned message: denied' },
      change: { reason: 'failed-last-time', detail: 'Resource handler returned message: denied' },
    },
    {
      name: 'outdated',
      fields: { status: 'OUTDATED', detailedStatus: 'PENDING', reason: null },
      change: { reason: 'outdated' },
    },
  ])('$name: deployed again, with the reason', async ({ fields, change }) => {
    const plan = await observed(fields);
    expect(accountsIn(plan)).toEqual([DEV]);
    expect(stackSetStep(plan, 'account-baseline').instances.update).toEqual([
      { account: DEV, region: HOME, ...change },
    ]);
  });

  it('INOPERABLE: made again where nothing is lost by it', async () => {
    const plan = await observed({ status: 'INOPERABLE', detailedStatus: 'INOPERABLE', reason: 'stuck' });
    expect(plan.findings).toEqual([]);
    expect(plan.steps).toMatchObject([
      { kind: 'repair', way: 'create-anew', targets: [{ account: DEV, reason: 'stack-stuck', detail: 'stuck' }] },
    ]);
  });
});

describe('addresses', () => {
  const NEW = 'new-address@example.com';

  it.each([
    { name: 'a fresh plan', plan: () => planOf(aws(), aConfig()) },
    {
      name: 'a changed address',
      plan: async () => planOf(await governed(), aConfig({ notifications: { securityEmail: NEW } })),
    },
    {
      name: 'an address that somebody wrote into the template or under another parameter',
      plan: async () => {
        const fake = await governed();
        const set = fake.stackSets.sets.get('AWSOrganizations-SecurityTopic');
        if (set) {
          const Properties = { Protocol: 'email', Endpoint: EMAIL };
          const template = withResource(JSON.parse(set.definition.templateBody) as Template, 'Mail', {
            Type: 'AWS::SNS::Subscription',
            Properties,
          });
          const body = {
            ...template,
            Parameters: { ...(template.Parameters as object), Mail: { Type: 'String', Default: EMAIL } },
          };
          set.definition = { ...set.definition, templateBody: JSON.stringify(body) };
        }
        return planOf(fake, aConfig({ notifications: { securityEmail: NEW } }));
      },
    },
  ])('$name: appear nowhere', async ({ plan }) => {
    const text = JSON.stringify(await plan());
    expect(text).not.toContain('@example.com');
    expect(text).toContain('security-topic');
  });

  it('are noticed when they change', async () => {
    const plan = await planOf(await governed(), aConfig({ notifications: { securityEmail: NEW } }));
    expect(titlesOf(plan)).toEqual(['security-topic']);
    const { changes } = stackSetStep(plan, 'security-topic');
    expect(changes.parameters).toContainEqual({
      path: 'SecurityNotificationEmail',
      from: '(hidden)',
      to: '(hidden, new)',
    });
    expect(changes.resources.map(({ logicalId }) => logicalId)).toContain('SNSNotification');
  });

  it('are not said to change when they do not', async () => {
    const plan = await planOf(await governed(), aConfig({ resourcePrefix: 'other' }));
    const paths = stackSetStep(plan, 'security-topic').changes.parameters.map(({ path }) => path);
    expect(paths).toEqual(['ManagedResourcePrefix']);
  });
});

describe('what exists already', () => {
  it('an administration role without our stack is used as it is', async () => {
    const fake = aws();
    fake.addRole(fake.organization.managementAccountId, 'AWSCloudFormationStackSetAdministrationRole');
    const plan = await planOf(fake, aConfig());
    expect(titlesOf(plan)).not.toContain('stackset-administration');
    expect(plan.findings).toMatchObject([{ code: 'adopted-role' }]);
  });

  it('a stack set of our name made by hand is adopted', async () => {
    const fake = await governed();
    const set = fake.stackSets.sets.get('AWSOrganizations-SecurityTopic');
    if (set) set.definition = { ...set.definition, tags: {} };
    const plan = await planOf(fake, aConfig());
    expect(plan.findings).toMatchObject([{ code: 'adopted-stack-set' }]);
    const step = stackSetStep(plan, 'security-topic');
    expect(step.action).toBe('update');
    expect(step.changes.settings).toEqual([{ path: `tag ${BLUEPRINT_TAG}`, from: null, to: 'security-topic' }]);
    expect(step.changes.resources).toEqual([]);
  });
});

describe('policies', () => {
  const restricted = (fields: object) => aConfig({ guardrails: { regionRestriction: fields } });

  it.each([
    {
      name: 'another region: updated, and only that is shown',
      config: restricted({ allowedRegions: ['us-west-2'] }),
      step: { action: 'update', policyId: 'p-1', attach: [], detach: [] },
    },
    {
      name: 'another target: attached there and detached here',
      config: restricted({ targets: ['Workloads'] }),
      step: { action: 'attach', attach: [{ id: 'ou-test-workloads' }], detach: [{ id: 'r-test' }], changes: [] },
    },
    {
      name: 'switched off: deleted',
      config: restricted({ enabled: false }),
      step: { action: 'delete', detach: [{ id: 'r-test' }] },
    },
  ])('$name', async ({ config, step }) => {
    const plan = await planOf(await governed(), config);
    expect(titlesOf(plan)).toEqual(['region-restriction']);
    expect(stepOf(plan, 'policy')).toMatchObject(step);
  });

  it('the difference names the region', async () => {
    const plan = await planOf(await governed(), restricted({ allowedRegions: ['us-west-2'] }));
    expect(stepOf(plan, 'policy').changes).toContainEqual({
      path: 'Statement[0].Condition.StringNotEquals.aws:RequestedRegion',
      from: null,
      to: 'us-west-2',
    });
  });

  it('switched off and not there: nothing', async () => {
    const plan = await planOf(aws(), restricted({ enabled: false }));
    expect(titlesOf(plan)).not.toContain('region-restriction');
    expect(titlesOf(plan)).not.toContain('policy type');
  });
});

describe('service-managed stack sets', () => {
  const config = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });

  it('need trusted access and no roles, and target accounts within units', async () => {
    const plan = await planOf(aws(account('dev')), config);
    expect(titlesOf(plan)).toEqual([
      'policy type',
      'trusted access',
      'trusted access',
      'delegated administrator',
      'account-baseline',
      'logging-resource',
      'security-topic',
      'security-resource',
      'region-restriction',
    ]);
    const step = stackSetStep(plan, 'account-baseline');
    expect(step).toMatchObject({ permissionModel: 'SERVICE_MANAGED', administrationRoleArn: null, units: ['r-test'] });
    expect(step.dependsOn).toEqual(['service-access:member.org.stacksets.cloudformation.amazonaws.com']);
  });

  it('are left with nothing to do after an apply, and no execution role is looked for in an excluded account', async () => {
    const fake = await governed(config);
    expect(titlesOf(await planOf(fake, config))).toEqual([]);
    const excluded = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' }, exclude: { accounts: ['dev'] } });
    expect(titlesOf(await planOf(fake, excluded))).toEqual(['account-baseline']);
  });
});

describe('trusted access and delegated administrators', () => {
  it('come before what needs them, and once', async () => {
    const fake = aws();
    const plan = await planOf(fake, aConfig());
    expect(stepOf(plan, 'delegated-administrator')).toMatchObject({
      account: '222222222222',
      dependsOn: ['service-access:config.amazonaws.com'],
    });
    expect(stackSetStep(plan, 'security-resource').dependsOn).toEqual(
      expect.arrayContaining(['service-access:config.amazonaws.com', 'delegated-administrator:config.amazonaws.com']),
    );
    expect((await run(fake, aConfig())).result.status).toBe('done');
    expect(titlesOf(await planOf(fake, aConfig()))).toEqual([]);
  });

  it('are left alone when they are on already', async () => {
    const fake = aws();
    fake.serviceAccess.add('config.amazonaws.com');
    const plan = await planOf(fake, aConfig());
    expect(titlesOf(plan)).not.toContain('trusted access');
    expect(stepOf(plan, 'delegated-administrator').dependsOn).toEqual([]);
  });
});

it('the plan goes through JSON unharmed', async () => {
  const plan = makePlan(await inputOf(aws(account('dev')), aConfig()));
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

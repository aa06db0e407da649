import { describe, expect, it } from 'vitest';
import { deploy } from '../../../test/support/cloudformation.ts';
import { AUDIT, aConfig, aContext, HOME_REGION } from '../../../test/support/cloudformation-fixture.ts';
import { aConfig as anEngineConfig, HOME, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { regionsOf } from '../../blueprints/blueprint.ts';
import { accessAnalyzerBlueprint } from './blueprint.ts';

const PARTNER = {
  name: 'partner',
  reason: 'The partner reads our reports.',
  filter: { 'principal.AWS': { eq: ['999999999999'] }, isPublic: { exists: false } },
};
const AS_DEPLOYED = {
  RuleName: 'partner',
  Filter: [
    { Property: 'principal.AWS', Eq: ['999999999999'] },
    { Property: 'isPublic', Exists: false },
  ],
};

function analyzersIn(region: string, changes: Readonly<Record<string, unknown>> = {}) {
  const config = aConfig({ accessAnalyzer: { enabled: true, ...changes } });
  const parameters = accessAnalyzerBlueprint.parameters({ ...aContext(), config });
  return deploy(accessAnalyzerBlueprint.template(config), { accountId: AUDIT, region, parameters }).resources;
}

describe('the analyzers', () => {
  it('are none unless they are asked for', () => {
    expect(accessAnalyzerBlueprint.isEnabled(aConfig())).toBe(false);
  });

  it('look for external access in every governed region', () => {
    expect(analyzersIn(HOME_REGION)).toEqual({
      External: expect.objectContaining({
        AnalyzerName: 'aws-organizations-ExternalAccess',
        Type: 'ORGANIZATION',
      }),
    });
    const governed = aConfig({ governedRegions: [HOME_REGION, 'eu-west-1'] });
    expect(regionsOf(accessAnalyzerBlueprint, governed)).toEqual([HOME_REGION, 'eu-west-1']);
  });

  it('tell of a role in the home region only', () => {
    const roles = { Property: 'resourceType', Eq: ['AWS::IAM::Role'] };
    expect(analyzersIn(HOME_REGION).External?.ArchiveRules).toBeUndefined();
    expect(analyzersIn('eu-west-1').External?.ArchiveRules).toMatchObject([{ Filter: [roles] }]);
  });

  it('archive what metsuke.yaml says, in every region', () => {
    const changes = { archiveRules: [PARTNER] };
    expect(analyzersIn(HOME_REGION, changes).External?.ArchiveRules).toEqual([AS_DEPLOYED]);
    expect(analyzersIn('eu-west-1', changes).External?.ArchiveRules).toMatchObject([AS_DEPLOYED, {}]);
  });

  it('look for unused access in the home region, where that is asked for', () => {
    const changes = { unusedAccess: { enabled: true, days: 30, archiveRules: [PARTNER] } };
    expect(analyzersIn(HOME_REGION, changes).Unused).toMatchObject({
      Type: 'ORGANIZATION_UNUSED_ACCESS',
      AnalyzerConfiguration: { UnusedAccessConfiguration: { UnusedAccessAge: 30 } },
      ArchiveRules: [AS_DEPLOYED],
    });
    expect(analyzersIn('eu-west-1', changes)).not.toHaveProperty('Unused');
  });
});

describe('metsuke.yaml', () => {
  const rulesOf = (archiveRules: unknown) => () => aConfig({ accessAnalyzer: { enabled: true, archiveRules } });

  it.each([
    ['without a reason', { ...PARTNER, reason: '' }],
    ['that archives everything', { ...PARTNER, filter: {} }],
    ['with a criterion that says nothing', { ...PARTNER, filter: { resource: {} } }],
    ['with a name that AWS refuses', { ...PARTNER, name: '1st' }],
  ])('has no archive rule %s', (_what, rule) => {
    expect(rulesOf([rule])).toThrow();
    expect(rulesOf([PARTNER])).not.toThrow();
  });

  it('has no two archive rules of one name', () => {
    expect(rulesOf([PARTNER, PARTNER])).toThrow();
  });
});

describe('a plan', () => {
  const config = anEngineConfig({ accessAnalyzer: { enabled: true } });

  it('lets the audit account administer the service and makes its role in both accounts before the stacks', async () => {
    const aws = new FakeAws(anOrg().with(account('dev')).build());
    const { plan, result } = await run(aws, config);
    expect(result.status).toBe('done');
    const stacks = plan.steps.find(({ title }) => title === 'access-analyzer');
    expect(stacks).toMatchObject({ instances: { create: [{ account: aws.idOf('audit'), region: HOME }] } });
    expect(stacks?.dependsOn).toEqual(
      expect.arrayContaining([
        'service-access:access-analyzer.amazonaws.com',
        'delegated-administrator:access-analyzer.amazonaws.com',
        'service-linked-role:access-analyzer.amazonaws.com',
      ]),
    );
    const role = plan.steps.find(({ id }) => id === 'service-linked-role:access-analyzer.amazonaws.com');
    expect(role).toMatchObject({ targets: [{ account: aws.idOf('audit') }, { account: aws.idOf('master') }] });
    expect((await planOf(aws, config)).steps).toEqual([]);
  });

  it('removes the analyzers when they are switched off', async () => {
    const aws = new FakeAws(anOrg().build());
    await run(aws, config);
    const { steps } = await planOf(aws, anEngineConfig());
    expect(steps.find(({ title }) => title === 'access-analyzer')).toMatchObject({ action: 'delete' });
    // Others may rely on it: docs/leaving.md says how to take it back.
    expect((await inputOf(aws, config)).snapshot.delegatedAdministrators).toContainEqual({
      accountId: aws.idOf('audit'),
      servicePrincipal: 'access-analyzer.amazonaws.com',
    });
  });
});

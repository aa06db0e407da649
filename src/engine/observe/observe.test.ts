import { describe, expect, it } from 'vitest';
import { aConfig, CATALOG, run } from '../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { observe } from './observe.ts';

const members = (count: number) => Array.from({ length: count }, (_, index) => account(`member-${index}`));

async function look(aws: FakeAws, config = aConfig()) {
  const { ports, calls } = aws.connect();
  const snapshot = await observe(ports, { config, ...CATALOG });
  return { snapshot, calls };
}

describe('observing an organization', () => {
  it('changes nothing, and asks no account for itself', async () => {
    const counts = [];
    for (const count of [1, 30]) {
      const aws = new FakeAws(
        anOrg()
          .with(...members(count))
          .build(),
      );
      expect((await run(aws, aConfig())).result.status).toBe('done');
      const { calls } = await look(aws);
      expect(calls.filter((call) => isWrite(call) || call.startsWith('inAccount'))).toEqual([]);
      counts.push(calls.length);
    }
    expect(counts[0]).toBe(counts[1]);
  });

  it('reads stack sets of our names only', async () => {
    const aws = new FakeAws(anOrg().build());
    await run(aws, aConfig());
    const ours = aws.stackSets.sets.get('AWSOrganizations-SecurityTopic');
    if (ours) aws.stackSets.sets.set('Foreign', { ...ours, definition: { ...ours.definition, name: 'Foreign' } });
    const { snapshot } = await look(aws);
    expect(snapshot.stackSets.map(({ name }) => name)).not.toContain('Foreign');
    expect(snapshot.stackSets).toHaveLength(4);
  });

  it('looks for an administration role only when our stack is not there', async () => {
    const aws = new FakeAws(anOrg().build());
    aws.addRole(aws.organization.managementAccountId, 'AWSCloudFormationStackSetAdministrationRole');
    expect((await look(aws)).snapshot.roles).toHaveLength(1);
    const fresh = new FakeAws(anOrg().build());
    await run(fresh, aConfig());
    expect((await look(fresh)).snapshot.roles).toEqual([]);
  });

  it.each([
    { organizationId: 'o-testorgid1', refused: false },
    { organizationId: 'o-another000', refused: true },
  ])('of a file for $organizationId: refused is $refused', async ({ organizationId, refused }) => {
    const observed = look(new FakeAws(anOrg().build()), aConfig({ organizationId }));
    if (refused) await expect(observed).rejects.toMatchObject({ code: 'wrong-organization' });
    else await expect(observed).resolves.toBeDefined();
  });
});

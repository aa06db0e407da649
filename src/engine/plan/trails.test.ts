import { describe, expect, it } from 'vitest';
import { aConfig, planOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { ObservedTrail } from '../observe/snapshot.ts';

const RECORDING = aConfig({ cloudTrail: { mode: 'ORGANIZATION' } });
const HOME = 'ap-northeast-1';

function anAwsWith(trail: Partial<ObservedTrail> & { readonly region?: string }): FakeAws {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  const { name = 'old', region = HOME, ...rest } = trail;
  const arn = `arn:aws:cloudtrail:${region}:${aws.organization.managementAccountId}:trail/${name}`;
  aws.trails.push({ arn, name, isOrganizationTrail: true, bucket: 'old-logs', ...rest });
  return aws;
}

const told = async (aws: FakeAws, config = RECORDING) =>
  (await planOf(aws, config)).findings.filter(({ code }) => code.includes('trail'));

describe('a trail of somebody else in the management account', () => {
  it('is told, with what a second copy costs', async () => {
    const [finding, ...others] = await told(anAwsWith({ name: 'old' }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'info', code: 'other-trail' });
    expect(finding?.message).toMatch(
      /trail\/old, which Metsuke did not make, records the organization too, into old-logs.*charged/,
    );
    expect(finding?.hint).toContain('cloudTrail.otherTrails');
  });

  it('is told to be let in when the configuration names it', async () => {
    const aws = anAwsWith({ name: 'old', isOrganizationTrail: false });
    const otherTrails = aws.trails.map(({ arn }) => arn);
    const [finding] = await told(aws, aConfig({ cloudTrail: { mode: 'ORGANIZATION', otherTrails } }));
    expect(finding?.message).toContain('records in the management account too');
    expect(finding?.hint).toContain('accepts it');
  });

  it('stands in the way when it has the name of ours', async () => {
    const [finding] = await told(anAwsWith({ name: 'aws-organizations-trail' }));
    expect(finding).toMatchObject({ severity: 'error', code: 'trail-exists' });
    expect(finding?.hint).toContain('resourcePrefix');
  });

  it('does not, when it has that name in another region', async () => {
    const [finding] = await told(anAwsWith({ name: 'aws-organizations-trail', region: 'us-east-1' }));
    expect(finding).toMatchObject({ severity: 'info' });
  });

  it.each([
    { there: 4, fits: true },
    { there: 5, fits: false },
  ])('leaves room for ours beside $there: $fits', async ({ there, fits }) => {
    const aws = anAwsWith({ name: 'old0' });
    const [first] = aws.trails;
    if (first)
      for (let n = 1; n < there; n += 1) aws.trails.push({ ...first, name: `old${n}`, arn: `${first.arn}${n}` });
    const { findings } = await planOf(aws, RECORDING);
    expect(findings.some(({ code }) => code === 'quota')).toBe(!fits);
  });

  it("is nobody's business while no trail of ours is wanted", async () => {
    expect(await told(anAwsWith({ name: 'old' }), aConfig())).toEqual([]);
  });
});

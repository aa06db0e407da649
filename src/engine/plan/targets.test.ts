import { expect, it } from 'vitest';
import { aConfig, HOME, planOf, run, stackSetStep, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';

const VPC = { cidrs: ['10.0.0.0/16'], subnetIds: ['subnet-0123456789abcdef0'] };
const vpc = (name: string, digit: string, region?: string) => ({
  ...VPC,
  account: name,
  vpcId: `vpc-0123456789abcdef${digit}`,
  ...(region ? { region } : {}),
});
const configOf = (...endpoints: readonly object[]) =>
  aConfig({ governedRegions: [HOME, 'us-east-1'], sessions: { enabled: true, endpoints } });

const twoRegions = [vpc('dev', '0'), vpc('dev', '1'), vpc('stg', '2', 'us-east-1')];
const organization = () => new FakeAws(anOrg().with(account('dev'), account('stg'), account('prod')).build());

it('endpoints go to the accounts of their VPCs, each in its own region alone, and once for several VPCs', async () => {
  const aws = organization();
  const { create } = stackSetStep(await planOf(aws, configOf(...twoRegions)), 'session-endpoints').instances;
  expect(create).toEqual([
    { account: aws.idOf('dev'), region: HOME, reason: 'new' },
    { account: aws.idOf('stg'), region: 'us-east-1', reason: 'new' },
  ]);
});

it('a VPC that is left out loses its endpoints; the others keep theirs', async () => {
  const aws = organization();
  expect((await run(aws, configOf(...twoRegions))).result.status).toBe('done');
  expect((await planOf(aws, configOf(...twoRegions))).steps).toEqual([]);
  const plan = await planOf(aws, configOf(vpc('dev', '0'), vpc('dev', '1')));
  expect(titlesOf(plan)).toEqual(['session-endpoints']);
  expect(stackSetStep(plan, 'session-endpoints').instances).toMatchObject({
    create: [],
    delete: [{ account: aws.idOf('stg'), region: 'us-east-1', reason: 'no-longer-targeted' }],
  });
});

it('a suspended account gets no endpoints, and keeps nobody else from theirs', async () => {
  const accounts = [account('dev'), account('old').suspended()];
  const aws = new FakeAws(
    anOrg()
      .with(...accounts)
      .build(),
  );
  const plan = await planOf(aws, configOf(vpc('old', '0'), vpc('dev', '1')));
  expect(stackSetStep(plan, 'session-endpoints').instances.create).toMatchObject([{ account: aws.idOf('dev') }]);
});

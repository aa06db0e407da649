import { expect, it } from 'vitest';
import { aConfig, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';

const ANALYZER = 'access-analyzer.amazonaws.com';
const ON = aConfig({ accessAnalyzer: { enabled: true } });
const anOrganization = () => new FakeAws(anOrg().with(account('dev')).build());

async function stepsOf(aws: FakeAws, config: Config) {
  const { steps } = await planOf(aws, config);
  return steps.flatMap((step) => (step.kind === 'delegated-administrator' ? [step] : []));
}

it('is the account in which the service works for all, once the service has trusted access', async () => {
  const aws = anOrganization();
  const step = (await stepsOf(aws, ON)).find(({ principal }) => principal === ANALYZER);
  expect(step).toMatchObject({ account: aws.idOf('audit'), dependsOn: [`service-access:${ANALYZER}`] });
  expect((await stepsOf(aws, aConfig())).map(({ principal }) => principal)).not.toContain(ANALYZER);
});

it('is registered once; another one of the same service is none of ours', async () => {
  const aws = anOrganization();
  await run(aws, ON);
  expect(await stepsOf(aws, ON)).toEqual([]);
  const index = aws.delegatedAdministrators.findIndex(({ servicePrincipal }) => servicePrincipal === ANALYZER);
  aws.delegatedAdministrators.splice(index, 1, { servicePrincipal: ANALYZER, accountId: aws.idOf('dev') });
  expect((await stepsOf(aws, ON)).map((step) => step.account)).toEqual([aws.idOf('audit')]);
});

import { expect, it } from 'vitest';
import { makeCompliance } from './compliance.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const REGION = 'ap-northeast-1';
const evaluation = (rule: string, compliance: object) => ({
  ConfigRuleName: rule,
  AccountId: '444444444444',
  AwsRegion: REGION,
  Compliance: compliance,
});

it('reads all pages of what an aggregator has gathered', async () => {
  const contributors = (CappedCount: number, CapExceeded: boolean) => ({ CappedCount, CapExceeded });
  const describeAggregateComplianceByConfigRules = answering(
    {
      AggregateComplianceByConfigRules: [
        evaluation('a', { ComplianceType: 'NON_COMPLIANT', ComplianceContributorCount: contributors(2, false) }),
        evaluation('b', { ComplianceType: 'NON_COMPLIANT', ComplianceContributorCount: contributors(25, true) }),
      ],
      NextToken: 'more',
    },
    { AggregateComplianceByConfigRules: [evaluation('c', { ComplianceType: 'COMPLIANT' })] },
  );
  const clients = fakeClients({ config: { describeAggregateComplianceByConfigRules } });
  const found = await makeCompliance(clients).listRules('all', REGION);
  expect(found?.map(({ rule, compliance, count }) => [rule, compliance, count])).toEqual([
    ['a', 'NON_COMPLIANT', 2],
    ['b', 'NON_COMPLIANT', null],
    ['c', 'COMPLIANT', 0],
  ]);
  expect(describeAggregateComplianceByConfigRules.inputs).toEqual([
    { ConfigurationAggregatorName: 'all', Limit: 1000, NextToken: undefined },
    { ConfigurationAggregatorName: 'all', Limit: 1000, NextToken: 'more' },
  ]);
});

it('finds no aggregator where there is none', async () => {
  const refused = awsError('NoSuchConfigurationAggregatorException', 'The configuration aggregator does not exist.');
  const clients = fakeClients({ config: { describeAggregateComplianceByConfigRules: answering(refused) } });
  expect(await makeCompliance(clients).listRules('all', REGION)).toBeNull();
});

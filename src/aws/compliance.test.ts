import { expect, it } from 'vitest';
import type { AccountId } from '../domain/ids.ts';
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

const row = (rules: Readonly<Record<string, string>>, id = 'sg-1') =>
  JSON.stringify({
    accountId: '444444444444',
    awsRegion: REGION,
    configurationItemCaptureTime: '2026-11-01T00:00:00.000Z',
    configuration: {
      targetResourceType: 'AWS::EC2::SecurityGroup',
      targetResourceId: id,
      configRuleList: Object.entries(rules).map(([configRuleName, complianceType]) => ({
        configRuleName,
        complianceType,
      })),
    },
  });

it('asks for resources that do not comply, a hundred in a page, and takes the rules that they break', async () => {
  const selectAggregateResourceConfig = answering(
    { Results: [row({ ssh: 'NON_COMPLIANT', tagged: 'COMPLIANT' })], NextToken: 'more' },
    { Results: [row({ ssh: 'NON_COMPLIANT', tagged: 'NON_COMPLIANT' }, 'sg-2')] },
  );
  const found = await makeCompliance(fakeClients({ config: { selectAggregateResourceConfig } })).listViolations(
    'all',
    REGION,
  );
  expect(found?.map(({ rule, resourceId }) => `${rule} ${resourceId}`)).toEqual([
    'ssh sg-1',
    'ssh sg-2',
    'tagged sg-2',
  ]);
  expect(found?.[0]).toMatchObject({ account: '444444444444', recordedAt: '2026-11-01T00:00:00.000Z' });
  expect(selectAggregateResourceConfig.inputs).toMatchObject([
    { Limit: 100, Expression: expect.stringContaining("configuration.complianceType = 'NON_COMPLIANT'") },
    { NextToken: 'more' },
  ]);
});

it('asks a rule in one place, where compliance is not recorded', async () => {
  const getAggregateComplianceDetailsByConfigRule = answering({
    AggregateEvaluationResults: [
      {
        EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceType: 'AWS::S3::Bucket', ResourceId: 'b' } },
        ResultRecordedTime: new Date('2026-11-01T00:00:00Z'),
      },
    ],
  });
  const place = { rule: 'ssh', account: '444444444444' as AccountId, region: REGION };
  const clients = fakeClients({ config: { getAggregateComplianceDetailsByConfigRule } });
  expect(await makeCompliance(clients).listViolationsAt('all', REGION, place)).toEqual([
    { ...place, resourceType: 'AWS::S3::Bucket', resourceId: 'b', recordedAt: '2026-11-01T00:00:00.000Z' },
  ]);
});

it('says that it does not know an answer, which is no bug of the reader', async () => {
  const selectAggregateResourceConfig = answering({ Results: ['{"accountId": "444444444444"}'] });
  const clients = fakeClients({ config: { selectAggregateResourceConfig } });
  await expect(makeCompliance(clients).listViolations('all', REGION)).rejects.toMatchObject({ code: 'aws-error' });
});

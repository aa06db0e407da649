import type { AggregateComplianceByConfigRule, ConfigService } from '@aws-sdk/client-config-service';
import * as z from 'zod';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { CompliancePort, RuleCompliance, RulePlace, Violation } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';
import { isAggregatorAbsent, orNull } from './quirks.ts';
import { required } from './required.ts';

export function makeCompliance(clients: Clients): CompliancePort {
  return {
    async listRules(aggregator, region) {
      const config = await clients('config', region);
      const pages = listAll(async (token) => {
        const page = await config.describeAggregateComplianceByConfigRules({
          ConfigurationAggregatorName: aggregator,
          // as many as AWS gives: an organization has tens of thousands
          Limit: 1000,
          NextToken: token,
        });
        return { items: page.AggregateComplianceByConfigRules, next: page.NextToken };
      });
      return (await orNull(pages, isAggregatorAbsent))?.map(toRuleCompliance) ?? null;
    },
    async listViolations(aggregator, region) {
      const config = await clients('config', region);
      return (await orNull(queryViolations(config, aggregator), isAggregatorAbsent))?.flatMap(toViolations) ?? null;
    },
    async listViolationsAt(aggregator, region, place) {
      return listViolationsAt(await clients('config', region), aggregator, place);
    },
  };
}

const VIOLATIONS = [
  'SELECT accountId, awsRegion, configurationItemCaptureTime, configuration.targetResourceType,',
  'configuration.targetResourceId, configuration.configRuleList',
  "WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'",
].join(' ');

/** A row of the query, as far as it was asked for. */
const rowSchema = z.object({
  accountId: z.string(),
  awsRegion: z.string(),
  configurationItemCaptureTime: z.string().nullish(),
  configuration: z.object({
    targetResourceType: z.string(),
    targetResourceId: z.string(),
    configRuleList: z.array(z.object({ configRuleName: z.string(), complianceType: z.string() })),
  }),
});

/** A hundred in a page, as many as AWS gives. */
function queryViolations(config: ConfigService, ConfigurationAggregatorName: string): Promise<readonly string[]> {
  return listAll(async (token) => {
    const page = await config.selectAggregateResourceConfig({
      ConfigurationAggregatorName,
      Expression: VIOLATIONS,
      Limit: 100,
      NextToken: token,
    });
    return { items: page.Results, next: page.NextToken };
  });
}

/** A resource has one row, with all its rules: those that it complies with, too. */
function toViolations(row: string): readonly Violation[] {
  const parsed = rowSchema.safeParse(JSON.parse(row));
  if (!parsed.success) {
    throw new MetsukeError(
      'aws-error',
      say`AWS Config answers the query of compliance in a form that Metsuke does not know.`,
      {
        hint: say`metsuke rules status asks in another way.`,
        cause: parsed.error,
      },
    );
  }
  const { accountId, awsRegion, configurationItemCaptureTime, configuration } = parsed.data;
  return configuration.configRuleList
    .filter(({ complianceType }) => complianceType === 'NON_COMPLIANT')
    .map(({ configRuleName }) => ({
      rule: configRuleName,
      account: accountId as AccountId,
      region: awsRegion,
      resourceType: configuration.targetResourceType,
      resourceId: configuration.targetResourceId,
      recordedAt: configurationItemCaptureTime ?? null,
    }));
}

async function listViolationsAt(config: ConfigService, aggregator: string, place: RulePlace) {
  const results = await listAll(async (token) => {
    const page = await config.getAggregateComplianceDetailsByConfigRule({
      ConfigurationAggregatorName: aggregator,
      ConfigRuleName: place.rule,
      AccountId: place.account,
      AwsRegion: place.region,
      ComplianceType: 'NON_COMPLIANT',
      Limit: 100,
      NextToken: token,
    });
    return { items: page.AggregateEvaluationResults, next: page.NextToken };
  });
  return results.map(({ EvaluationResultIdentifier, ResultRecordedTime }): Violation => {
    const { ResourceType = '', ResourceId = '' } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
    const recordedAt = ResultRecordedTime?.toISOString() ?? null;
    return { ...place, resourceType: ResourceType, resourceId: ResourceId, recordedAt };
  });
}

function toRuleCompliance({ ConfigRuleName, AccountId, AwsRegion, Compliance }: AggregateComplianceByConfigRule) {
  const contributors = Compliance?.ComplianceContributorCount;
  return {
    rule: required(ConfigRuleName, say`name of an aggregated rule`),
    account: required(AccountId, say`account of an aggregated rule`) as AccountId,
    region: required(AwsRegion, say`region of an aggregated rule`),
    compliance: Compliance?.ComplianceType ?? 'INSUFFICIENT_DATA',
    count: contributors?.CapExceeded ? null : (contributors?.CappedCount ?? 0),
  } satisfies RuleCompliance;
}

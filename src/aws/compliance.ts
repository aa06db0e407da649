import type { AggregateComplianceByConfigRule } from '@aws-sdk/client-config-service';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { CompliancePort, RuleCompliance } from '../engine/observe/ports.ts';
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
  };
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

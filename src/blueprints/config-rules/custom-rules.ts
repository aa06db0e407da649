// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Config } from '../../config/schema.ts';
import { deployedRuleName } from '../../rules/rule-name.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { logicalIdOf } from '../logical-id.ts';

/** Rules that metsuke.yaml brings along, in the Guard language. AWS Config evaluates them itself: no function is needed. */
export function addCustomRules(scope: Scope, cdk: typeof Cdk, { configRules }: Config): void {
  for (const { name, description, resourceTypes, guard } of configRules.customRules) {
    new cdk.aws_config.CfnConfigRule(scope, logicalIdOf(name), {
      configRuleName: cdk.Fn.sub(deployedRuleName('${ManagedResourcePrefix}', name)),
      description,
      scope: { complianceResourceTypes: [...resourceTypes] },
      source: {
        owner: 'CUSTOM_POLICY',
        sourceDetails: [{ eventSource: 'aws.config', messageType: 'ConfigurationItemChangeNotification' }],
        customPolicyDetails: { policyRuntime: 'guard-2.x.x', policyText: guard, enableDebugLogDelivery: false },
      },
    });
  }
}

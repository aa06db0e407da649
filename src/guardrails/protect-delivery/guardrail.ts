import { exemptRoleArns, makeExemptionGuard } from '../exempt-roles.ts';
import type { Guardrail } from '../guardrail.ts';
import { DELIVERY, namedProtection } from '../named.ts';
import { makeStatement } from '../protection.ts';
import { ownWrites } from './own-writes.ts';

/**
 * What is found has to arrive: buckets, log groups, rules, topics, what makes mails of them. Nobody changes what has a name
 * of ours; a new action of a service is denied before we hear of it.
 */
export const protectDelivery: Guardrail = {
  id: 'protect-delivery',
  section: 'protectBaseline',
  title: 'Nobody changes the log buckets, log groups, rules, topics and functions of the baseline',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-protect-delivery`,
  description: () =>
    'Log buckets, log groups, rules, topics and functions of the baseline are changed by its own roles only.',
  document: (config) => {
    const { resourcePrefix: prefix, guardrails } = config;
    // Roles of ours that write for a living are exempt from ownWrites.
    const exempt = exemptRoleArns(config, [...guardrails.protectBaseline.exemptRoles, `${prefix}-*`]);
    return {
      Version: '2012-10-17',
      Statement: [
        makeStatement(config, {
          ...namedProtection('Named', DELIVERY, config, [
            // EventBridge keeps there what a connection sends.
            `secretsmanager:*:*:secret:events!connection/${prefix}-*`,
            // What a state machine is doing has its name, too.
            `states:*:*:execution:${prefix}-*`,
          ]),
          // They collect our own log groups with all others, and hand what they write to the log account.
          doneBy: [`${prefix}-Log*`],
        }),
        makeStatement(config, ownWrites(config)),
        makeExemptionGuard(config, exempt),
      ],
    };
  },
};

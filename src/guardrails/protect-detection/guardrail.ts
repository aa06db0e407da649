import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { arnsOf } from '../../domain/namespace.ts';
import { exemptRoleArns, USE_OF_ROLES } from '../exempt-roles.ts';
import type { Guardrail } from '../guardrail.ts';
import { makeStatement, type Protection } from '../protection.ts';
import { CONFIG, GUARD_DUTY, keys } from './settings.ts';

/**
 * The roles, stacks, trails and keys that everything stands on, recorders and detectors. With protect-delivery and
 * protect-accounts it is one protection: each has the 5,120 characters that AWS allowed until May 2026.
 */
export const protectDetection: Guardrail = {
  id: 'protect-detection',
  section: 'protectBaseline',
  title: 'Nobody stops recorders, trails and detectors, or changes the roles and stacks of the baseline',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-protect-detection`,
  description: () =>
    'Recorders, rules, trails, detectors, roles and stacks of the baseline are changed by its own roles only.',
  document: (config) => ({
    Version: '2012-10-17',
    Statement: [roots(config), passing(config), CONFIG, GUARD_DUTY, keys(config)].map((protection) =>
      makeStatement(config, protection),
    ),
  }),
};

/** Roles and policies, stacks and trails; and the roles that are exempt, or an administrator could make one. */
function roots(config: Config): Protection {
  const { resourcePrefix: prefix, guardrails } = config;
  const exempt = exemptRoleArns(config, guardrails.protectBaseline.exemptRoles);
  return {
    sid: 'Roots',
    allowed: [
      'cloudformation:Describe*',
      'cloudformation:Detect*',
      'cloudformation:Get*',
      'cloudformation:List*',
      'cloudtrail:Describe*',
      'cloudtrail:Get*',
      'cloudtrail:List*',
      ...USE_OF_ROLES,
    ],
    resources: [
      ...arnsOf(
        [
          'AWS::CloudFormation::Stack',
          'AWS::CloudTrail::Trail',
          'AWS::IAM::InstanceProfile',
          'AWS::IAM::ManagedPolicy',
          'AWS::IAM::Role',
        ],
        { prefix, region: '*', account: '*' },
      ),
      ...exempt.map((arn) => arn.split(':').slice(2).join(':')),
    ],
  };
}

/**
 * A function or state machine of another team with a role of ours would do what only ours may. Instances have them, and
 * Systems Manager gives one to instances.
 */
function passing({ resourcePrefix: prefix }: Config): Protection {
  return {
    sid: 'PassRole',
    denied: ['iam:PassRole'],
    resources: arnsOf(['AWS::IAM::Role'], { prefix, region: '*', account: '*' }),
    condition: { StringNotEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ssm.amazonaws.com'] } },
    // It subscribes log groups through another role of ours.
    doneBy: [`${prefix}-${NAMES.role.logCollection}`],
  };
}

import { partitionOf } from '../../domain/ids.ts';
import type { Guardrail } from '../guardrail.ts';

/**
 * The root user of a member account can do nothing. What only a root user can do, such as unlocking a bucket whose policy
 * denies everybody, is done from the management account with sts:AssumeRoot: those sessions carry aws:AssumedRoot.
 */
export const rootUser: Guardrail = {
  id: 'root-user',
  section: 'rootUser',
  title: 'The root user of a member account can do nothing',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-root-user`,
  description: () =>
    'The root user of a member account can do nothing; privileged root sessions of the management account can.',
  document: (config) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RootUser',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          ArnLike: { 'aws:PrincipalArn': `arn:${partitionOf(config.homeRegion)}:iam::*:root` },
          Null: { 'aws:AssumedRoot': 'true' },
        },
      },
    ],
  }),
};

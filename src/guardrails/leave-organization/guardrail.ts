import type { Guardrail } from '../guardrail.ts';

/** An account that leaves takes itself out of every guardrail. Nobody is exempt: accounts are removed from the management account. */
export const leaveOrganization: Guardrail = {
  id: 'leave-organization',
  section: 'leaveOrganization',
  title: 'No account leaves the organization or closes itself',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-leave-organization`,
  description: () => 'No account leaves the organization or closes itself.',
  document: () => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LeaveOrganization',
        Effect: 'Deny',
        Action: ['account:CloseAccount', 'organizations:LeaveOrganization'],
        Resource: '*',
      },
    ],
  }),
};

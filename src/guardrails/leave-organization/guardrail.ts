import type { Guardrail } from '../guardrail.ts';
import { isCarried } from '../riders.ts';
import { leaveStatement } from './statement.ts';

/** An account that leaves takes itself out of every guardrail. */
export const leaveOrganization: Guardrail = {
  id: 'leave-organization',
  section: 'leaveOrganization',
  title: 'No account leaves the organization or closes itself',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-leave-organization`,
  description: () => 'No account leaves the organization or closes itself.',
  document: () => ({ Version: '2012-10-17', Statement: [leaveStatement()] }),
  isPartOfAnother: (config) => isCarried('leaveOrganization', config),
};

import type { Guardrail } from '../guardrail.ts';
import { isCarried } from '../riders.ts';
import { rootUserStatement } from './statement.ts';

/** The root user of a member account can do nothing. */
export const rootUser: Guardrail = {
  id: 'root-user',
  section: 'rootUser',
  title: 'The root user of a member account can do nothing',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-root-user`,
  description: () =>
    'The root user of a member account can do nothing; privileged root sessions of the management account can.',
  document: (config) => ({ Version: '2012-10-17', Statement: [rootUserStatement(config)] }),
  isPartOfAnother: (config) => isCarried('rootUser', config),
};

import { note } from '../../domain/say.ts';
import type { Blueprint } from '../blueprint.ts';
import { stackSetExecution } from '../stackset-execution/blueprint.ts';

/**
 * The management account is governed like the others, through the same role, when something goes to every governed
 * account. No bootstrap role leads into it, and none is needed: whoever governs is there already.
 */
export function makeManagementExecution(others: () => readonly Blueprint[]): Blueprint {
  return {
    ...stackSetExecution,
    id: 'management-execution',
    title: note`ExecutionRole of CloudFormation StackSets in the management account`,
    stackName: 'AWSOrganizations-ManagementExecution',
    destination: 'management',
    isEnabled: (config) =>
      stackSetExecution.isEnabled(config) &&
      others().some(({ destination, isEnabled }) => destination === 'governed' && isEnabled(config)),
  };
}

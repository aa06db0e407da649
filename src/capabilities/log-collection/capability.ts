import type { Capability } from '../capability.ts';
import { logCollection as blueprint } from './blueprint.ts';
import { logCollectionRoles } from './roles.ts';

export const logCollection: Capability = {
  id: 'log-collection',
  blueprints: [blueprint],
  accountRoles: [logCollectionRoles],
};

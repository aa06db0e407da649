import type { Capability } from '../capability.ts';
import { sessionEndpoints } from './endpoints/blueprint.ts';
import { sessionKeys } from './keys/blueprint.ts';
import { sessionManager } from './manager/blueprint.ts';
import { sessionRoles } from './manager/roles.ts';

export const sessions: Capability = {
  id: 'sessions',
  blueprints: [sessionKeys, sessionManager, sessionEndpoints],
  accountRoles: [sessionRoles],
};

import type { JsonObject } from '../../domain/json.ts';

/** Nobody is exempt: accounts are removed from the management account. */
export function leaveStatement(): JsonObject {
  return {
    Sid: 'LeaveOrganization',
    Effect: 'Deny',
    Action: ['account:CloseAccount', 'organizations:LeaveOrganization'],
    Resource: '*',
  };
}

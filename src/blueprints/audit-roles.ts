import { NAMES } from '../domain/names.ts';

/** Which role of the audit account may become which role elsewhere. */
export const AUDIT_ROLES = {
  Administrator: { audit: NAMES.role.auditAdministrator, execution: NAMES.role.administratorExecution },
  ReadOnly: { audit: NAMES.role.auditReadOnly, execution: NAMES.role.readOnlyExecution },
} as const;

/** Blueprints that the engine itself depends on. */
export const EXECUTION = 'stackset-execution';
export const BASELINE = 'account-baseline';
export const ACCOUNT_ROLES = 'account-roles';
export const SESSION_KEYS = 'session-keys';

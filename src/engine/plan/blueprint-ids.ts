/** Blueprints that the engine itself depends on. */
export const ADMINISTRATION = 'stackset-administration';
export const EXECUTION = 'stackset-execution';
export const BASELINE = 'account-baseline';

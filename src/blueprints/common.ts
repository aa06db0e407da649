import type { Cdk, Scope } from './cdk.ts';

/** Condition of a Deny statement. The string, because services store and return it so: a boolean would show as drift. */
export const TLS_ONLY = { Bool: { 'aws:SecureTransport': 'false' } };

/** The parameter that every template of the seed article has. */
export function addResourcePrefixParameter(scope: Scope, cdk: typeof Cdk): void {
  new cdk.CfnParameter(scope, 'ManagedResourcePrefix', {
    type: 'String',
    description: 'Prefix for the managed resources',
    default: 'aws-organizations',
    allowedPattern: '^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$',
  });
}

export function addAccountParameter(scope: Scope, cdk: typeof Cdk, name: string, description: string): void {
  new cdk.CfnParameter(scope, name, { type: 'String', description, allowedPattern: '^[0-9]{12}$' });
}

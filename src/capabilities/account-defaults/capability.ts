import type { Capability } from '../capability.ts';
import { accountDefaultsBlueprint } from './blueprint.ts';
import { aiOptOut, s3PublicAccess } from './policies.ts';

export const accountDefaults: Capability = {
  id: 'account-defaults',
  blueprints: [accountDefaultsBlueprint],
  guardrails: [s3PublicAccess, aiOptOut],
  adapters: { 'account-defaults': async () => (await import('./aws.ts')).accountDefaultsAdapter },
};

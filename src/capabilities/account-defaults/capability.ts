import type { Capability } from '../capability.ts';
import { accountDefaultsBlueprint } from './blueprint.ts';

export const accountDefaults: Capability = {
  id: 'account-defaults',
  blueprints: [accountDefaultsBlueprint],
  adapters: { 'account-defaults': async () => (await import('./aws.ts')).accountDefaultsAdapter },
};

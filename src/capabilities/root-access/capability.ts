import type { Capability } from '../capability.ts';
import { rootAccessBlueprint, rootCredentialsBlueprint } from './blueprint.ts';

export const rootAccess: Capability = {
  id: 'root-access',
  blueprints: [rootAccessBlueprint, rootCredentialsBlueprint],
  adapters: {
    [rootAccessBlueprint.id]: async () => (await import('./aws.ts')).featuresAdapter,
    [rootCredentialsBlueprint.id]: async () => (await import('./aws.ts')).credentialsAdapter,
  },
};

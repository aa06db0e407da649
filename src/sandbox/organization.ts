import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The organization that is emulated when nobody names another one: that of the demo. */
export function defaultOrganizationFile(): string {
  return join(packageRoot(import.meta.url), 'examples', 'demo', 'organization.yaml');
}

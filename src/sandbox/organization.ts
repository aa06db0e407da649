import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { EmulatedOrganization } from './control.ts';
import { packageRoot } from './package-root.ts';

/** The organization that is emulated when nobody names another one: that of the demo. */
export function defaultOrganizationFile(): string {
  return join(packageRoot(import.meta.url), 'examples', 'demo', 'organization.yaml');
}

const account = z.object({ id: z.string(), name: z.string(), state: z.string().default('ACTIVE') });
const fileSchema = z.object({ id: z.string(), management: account, accounts: z.array(account) });

/** Who is in the demo's organization, without an emulator that says so. */
export function readOrganizationFile(file = defaultOrganizationFile()): EmulatedOrganization {
  const { id, management, accounts } = fileSchema.parse(parse(readFileSync(file, 'utf8')));
  return { id, managementAccountId: management.id, accounts: [management, ...accounts] };
}

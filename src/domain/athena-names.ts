import { NAMES } from './names.ts';
import { databaseOf } from './namespace.ts';

/** Every account of the organization with its name and unit, for whoever asks Athena. */
export const ACCOUNTS_VIEW = 'accounts';

/** What the blueprint of Athena makes and who asks Athena looks for. Database names know no hyphen. */
export function athenaNames(resourcePrefix: string): { readonly database: string; readonly workGroup: string } {
  return { database: databaseOf(resourcePrefix), workGroup: `${resourcePrefix}-${NAMES.workGroup.reports}` };
}

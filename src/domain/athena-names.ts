/** What the blueprint of Athena makes and who asks Athena looks for. Database names know no hyphen. */
export function athenaNames(resourcePrefix: string): { readonly database: string; readonly workGroup: string } {
  return { database: `${resourcePrefix.replaceAll('-', '_')}_logs`, workGroup: `${resourcePrefix}-reports` };
}

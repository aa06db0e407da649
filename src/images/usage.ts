import type { ImageBuild, Pipeline, RunningInstance } from './ports.ts';

/** `newest`: from the newest image of its kind. `old`: from an earlier one. `foreign`: from an image that is none of ours. */
export type ImageAge = 'newest' | 'old' | 'foreign';

export interface InstanceUsage extends RunningInstance {
  readonly account: string;
  readonly region: string;
  readonly age: ImageAge;
  /** Name of the pipeline; null for a foreign image. */
  readonly pipeline: string | null;
}

export interface KnownImages {
  readonly pipeline: Pipeline;
  /** Newest first. */
  readonly builds: readonly ImageBuild[];
}

/** What each instance was started from. */
export function judgeInstances<Of extends RunningInstance & { readonly account: string; readonly region: string }>(
  instances: readonly Of[],
  known: readonly KnownImages[],
): readonly (Of & InstanceUsage)[] {
  const ages = new Map(known.flatMap(agesOf));
  return instances.map((instance) => {
    const found = ages.get(`${instance.region}/${instance.imageId}`);
    return { ...instance, age: found?.age ?? 'foreign', pipeline: found?.pipeline ?? null };
  });
}

function agesOf({ pipeline, builds }: KnownImages) {
  const newest = builds.find(({ status }) => status === 'AVAILABLE');
  return builds.flatMap((build) =>
    build.images.map(({ region, imageId }) => {
      const age: ImageAge = build === newest ? 'newest' : 'old';
      return [`${region}/${imageId}`, { age, pipeline: pipeline.name }] as const;
    }),
  );
}

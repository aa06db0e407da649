import type { TrailsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';

export function makeTrails(clients: Clients): TrailsPort {
  return {
    async list(region) {
      const cloudTrail = await clients('cloudtrail', region);
      const { trailList = [] } = await cloudTrail.describeTrails({ includeShadowTrails: true });
      return trailList.map((trail) => ({
        arn: trail.TrailARN ?? '',
        name: trail.Name ?? '',
        isOrganizationTrail: trail.IsOrganizationTrail ?? false,
        bucket: trail.S3BucketName ?? '',
      }));
    },
  };
}

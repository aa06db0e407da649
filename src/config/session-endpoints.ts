import { say } from '../domain/say.ts';
import type { Breach } from './breach.ts';
import type { Config } from './schema.ts';
import { quote } from './text.ts';

/** What a single VPC cannot say about itself: the regions that are governed, and the other VPCs. */
export function checkSessionEndpoints({ sessions, homeRegion, governedRegions = [] }: Config): readonly Breach[] {
  const regions = [homeRegion, ...governedRegions];
  const vpcs = sessions.endpoints.map(({ vpcId }) => vpcId);
  return sessions.endpoints.flatMap(({ vpcId, region = homeRegion }, index) => [
    ...(regions.includes(region) ? [] : [notGoverned(region, index)]),
    ...(vpcs.indexOf(vpcId) < index ? [twice(vpcId, index)] : []),
  ]);
}

function notGoverned(region: string, index: number): Breach {
  return {
    severity: 'error',
    code: 'region-not-governed',
    at: ['sessions', 'endpoints', index, 'region'],
    message: say`${quote(region)} is no governed region: there are no sessions in it.`,
    hint: say`Add it to governedRegions, or leave the VPC out.`,
  };
}

function twice(vpcId: string, index: number): Breach {
  return {
    severity: 'error',
    code: 'duplicate-vpc',
    at: ['sessions', 'endpoints', index, 'vpcId'],
    message: say`${vpcId} has endpoints by an entry above already.`,
    hint: say`Put its subnets and ranges into one entry.`,
  };
}

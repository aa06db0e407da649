import * as z from 'zod';
import { accountReference, region } from '../../../config/sections/fields.ts';
import { say } from '../../../domain/say.ts';

/** Each VPC brings its own endpoints into the one template of the stack set, which may have 51,200 bytes. */
export const MOST_VPCS = 8;

function identifier(kind: string, noun: string) {
  const example = `${kind}-0123456789abcdef0`;
  return z
    .string()
    .regex(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), say`must be the id of ${noun}, such as ${example}`);
}

const addressRange = z
  .string()
  .refine(isRange, say`must be a range of IPv4 addresses, /8 to /32, that begins at its first address: "10.0.0.0/16"`)
  .describe('A range of IPv4 addresses: "10.0.0.0/16".');

const sessionEndpoint = z.strictObject({
  account: accountReference.describe(
    'The account of the VPC: an id; the name of exactly one account works too, with a warning.',
  ),
  region: region.optional().describe('The region of the VPC, a governed one; default: the home region.'),
  vpcId: identifier('vpc', 'a VPC').describe('The VPC; its DNS hostnames and DNS resolution must be on.'),
  cidrs: z
    .array(addressRange)
    .min(1)
    .max(10)
    .describe('Addresses that may reach the endpoints; usually the range of the VPC.'),
  subnetIds: z
    .array(identifier('subnet', 'a subnet'))
    .min(1)
    .max(6)
    .describe('Subnets of the endpoints, at most one in each zone. Each zone costs.'),
  routeTableIds: z
    .array(identifier('rtb', say`a route table`))
    .max(10)
    .default([])
    .describe(
      'Route tables that get a way to Amazon S3, too: a gateway endpoint, free of charge. Without them there is none.',
    ),
});

export const sessionEndpoints = z
  .array(sessionEndpoint)
  .max(MOST_VPCS)
  .default([])
  .describe('VPCs whose instances reach Systems Manager without the internet: endpoints for sessions are made there.')
  .meta({
    examples: [
      [
        {
          account: 'dev',
          vpcId: 'vpc-0123456789abcdef0',
          cidrs: ['10.0.0.0/16'],
          subnetIds: ['subnet-0123456789abcdef0'],
        },
      ],
    ],
  });

/** EC2 drops the bits of the host: another text than ours would stand there, and show as drift for ever. */
function isRange(text: string): boolean {
  const [, address = '', length = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? [];
  const bytes = address.split('.').map(Number);
  const bits = Number(length);
  if (length === '' || bits < 8 || bits > 32 || bytes.some((byte) => byte > 255)) return false;
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return value % 2 ** (32 - bits) === 0 && bytes.join('.') === address;
}

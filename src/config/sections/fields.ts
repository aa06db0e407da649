import * as z from 'zod';
import { isRegion, REGIONS } from '../../domain/regions.ts';
import { say } from '../../domain/say.ts';

/** Kinds of values that more than one section has. */

export const region = z
  .string()
  .refine(isRegion, say`must be an AWS region`)
  .meta({ enum: [...REGIONS] });

export const accountReference = z
  .string()
  .min(1)
  .describe('A 12-digit account id in quotes; the name of exactly one account works too, with a warning.');

export const unitReference = z
  .string()
  .min(1)
  .describe('An organizational unit: its id (ou-…), its path (Workloads/Production), or `root`.');

export const roleName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, say`must be the name of an IAM role (1 to 64 of A-Z a-z 0-9 + = , . @ _ -)`);

export const resourceType = z
  .string()
  .regex(/^AWS::\w+::\w+$/, say`must be a resource type, such as AWS::EC2::Instance`)
  .describe('A resource type of AWS Config: AWS::EC2::Instance.');

/** For people: a name, a team, never a secret. */
export const owner = z.string().min(1).max(128);

export const date = z.iso.date(say`must be a date, such as "2027-03-31"`);

/** The number of days that CloudWatch Logs accepts as retention. */
export const logGroupRetention = z
  .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])
  .describe('Days that CloudWatch Logs keeps log events; it accepts these numbers only.');

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, say`must be a time of day, such as "09:00"`);

import * as z from 'zod';
import { accountReference, logGroupRetention, timeOfDay } from '../../config/sections/fields.ts';
import { say } from '../../domain/say.ts';

/** Controls of the hardening playbook, each with a switch. */
export const IMAGE_CONTROLS = [
  'kernel_modules',
  'temporary_file_systems',
  'process_hardening',
  'banners',
  'time_synchronization',
  'unneeded_services',
  'network_protocols',
  'network_parameters',
  'scheduled_jobs',
  'ssh_server',
  'sudo',
  'passwords',
  'accounts',
  'logging',
  'audit',
  'file_permissions',
] as const;

export const machineImagesSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe('Build hardened images. Each build runs instances for about an hour: off unless wanted.'),
    account: accountReference
      .optional()
      .describe('The account that builds the images; default: the audit account.')
      .meta({ examples: ['images'] }),
    distributions: z
      .array(z.enum(['AMAZON_LINUX_2023', 'UBUNTU_24_04']))
      .min(1)
      .default(['AMAZON_LINUX_2023'])
      .describe('Operating systems.'),
    architectures: z
      .array(z.enum(['x86_64', 'arm64']))
      .min(1)
      .default(['x86_64'])
      .describe('Processors.'),
    schedule: z
      .strictObject({
        day: z
          .enum(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'])
          .default('SUN')
          .describe('Day of the week on which new images are built, when there is something new.'),
        at: timeOfDay
          .default('03:00')
          .describe('Time of day, in the time zone of the notifications; where clocks change, in winter time.'),
      })
      .prefault({})
      .describe('When images are built: only when the parent image or a component has changed.'),
    subnetId: z
      .string()
      .regex(/^subnet-[0-9a-f]{8,17}$/, say`must be the id of a subnet, such as subnet-0123456789abcdef0`)
      .optional()
      .describe('Subnet of the build instances, with a way to the internet or to endpoints; default: the default VPC.')
      .meta({ examples: ['subnet-0123456789abcdef0'] }),
    securityGroupIds: z
      .array(
        z.string().regex(/^sg-[0-9a-f]{8,17}$/, say`must be the id of a security group, such as sg-0123456789abcdef0`),
      )
      .default([])
      .describe('Security groups of the build instances; nothing needs to come in.'),
    withoutControls: z
      .array(z.enum(IMAGE_CONTROLS))
      .default([])
      .describe('Controls of the hardening playbook that are switched off.'),
    sshServer: z.boolean().default(true).describe('Whether an SSH server runs in instances. Sessions need none.'),
    antiMalware: z.boolean().default(false).describe('Install ClamAV and look through the disk once a night.'),
    logRetentionDays: logGroupRetention.default(90),
    keep: z
      .strictObject({
        deprecateAfterDays: z.int().min(1).max(365).default(60).describe('Days until an image is marked as old.'),
        deleteAfterDays: z
          .int()
          .min(2)
          .max(1_000)
          .default(180)
          .describe('Days until an image is deleted, unless an instance was started from it within that time.'),
        atLeast: z.int().min(1).max(10).default(2).describe('How many of the newest images are kept at any age.'),
      })
      .prefault({})
      .describe('How long images are kept.'),
  })
  .prefault({})
  .describe('Hardened machine images (Amazon EC2 Image Builder), shared with the organization.');

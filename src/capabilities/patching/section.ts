import * as z from 'zod';
import { timeOfDay } from '../../config/sections/fields.ts';
import { say } from '../../domain/say.ts';

export const PATCHED_SYSTEMS = ['AMAZON_LINUX_2023', 'UBUNTU', 'WINDOWS'] as const;
export const DAYS_OF_WEEK = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const percentage = z.int().min(1).max(100);
const days = z.int().min(0).max(360);

const patchGroup = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,100}$/, say`must be 1 to 100 of A-Z a-z 0-9 _ . -`)
    .describe('Value of the tag `PatchGroup` (or `Patch Group`) of its instances.'),
  day: z.enum(DAYS_OF_WEEK).describe('Day of the week on which patches are installed.'),
  at: timeOfDay.default('03:00').describe('Time of day, in the time zone of the notifications.'),
  waitDays: days
    .default(0)
    .describe(
      'How many days later than elsewhere a patch is approved here; 7 or more, and a group with a weekly window before it has had the patch.',
    ),
});

export const patchingSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Look daily for missing patches in every governed account and region. The baselines of Metsuke become the default ones there.',
      ),
    systems: z
      .array(z.enum(PATCHED_SYSTEMS))
      .min(1)
      .default(['AMAZON_LINUX_2023', 'UBUNTU'])
      .describe('Operating systems for which Metsuke makes a patch baseline.'),
    approveAfterDays: z
      .strictObject({
        critical: days.default(0).describe('Critical patches.'),
        important: days.default(3).describe('Important ones.'),
        other: days.default(7).describe('Other security patches.'),
      })
      .prefault({})
      .describe(
        'Days from the release of a patch until it is approved. Ubuntu publishes no dates: its patches are approved at once.',
      ),
    install: z
      .strictObject({
        enabled: z.boolean().default(false).describe('Install approved patches. Instances may reboot.'),
        groups: z
          .array(patchGroup)
          .min(1)
          .max(10)
          .default([
            { name: 'dev', day: 'TUE', at: '03:00', waitDays: 0 },
            { name: 'prod', day: 'THU', at: '03:00', waitDays: 7 },
          ])
          .describe('Groups of instances, the first to be patched first. Instances without the tag are never patched.'),
        durationHours: z
          .int()
          .min(2)
          .max(24)
          .default(3)
          .describe('Length of a window; nothing new begins in its last hour.'),
        maxConcurrencyPercentage: percentage.default(25).describe('How many instances, in percent, at a time.'),
        maxErrorsPercentage: z
          .int()
          .min(0)
          .max(100)
          .default(10)
          .describe('How many instances, in percent, may fail before no further one begins.'),
        reboot: z
          .enum(['RebootIfNeeded', 'NoReboot'])
          .default('RebootIfNeeded')
          .describe('NoReboot leaves instances with patches that wait for a reboot, and reports them.'),
      })
      .prefault({})
      .describe('Installation, in weekly maintenance windows.'),
  })
  .prefault({})
  .describe('Security patches of instances (AWS Systems Manager Patch Manager).');

import { describe, expect, it } from 'vitest';
import { asObject } from '../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint } from '../../../test/support/cloudformation-fixture.ts';
import type { Json } from '../../domain/json.ts';
import { patching } from './blueprint.ts';
import { idOf } from './ids.ts';

const deploy = (changes: object = {}) =>
  deployBlueprint(patching, { patching: { enabled: true, ...changes } }).resources;
const at = (value: Json | undefined, ...keys: readonly string[]): Json =>
  keys.reduce<Json>((inner, key) => asObject(inner)[key] ?? null, value ?? null);

function approvals(baseline: Json | undefined): readonly string[] {
  return (at(baseline, 'ApprovalRules', 'PatchRules') as readonly Json[]).map((rule) => {
    const filters = at(rule, 'PatchFilterGroup', 'PatchFilters') as readonly Json[];
    return `${String(at(rule, 'ApproveAfterDays'))} ${String(at(filters[1], 'Values'))}`;
  });
}

describe('patching', () => {
  it('is off unless wanted, and installs nothing unless that is wanted too', () => {
    expect(patching.isEnabled(aConfig())).toBe(false);
    const types = Object.values(patching.template(aConfig({ patching: { enabled: true } })).Resources).map(
      ({ Type }) => Type,
    );
    expect(new Set(types)).toEqual(new Set(['AWS::SSM::PatchBaseline', 'AWS::SSM::Association']));
    expect(deploy()['Scan']).toMatchObject({
      Name: 'AWS-RunPatchBaseline',
      Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
      Parameters: { Operation: ['Scan'] },
    });
  });

  it('has a default baseline for every system', () => {
    const { AmazonLinux2023DefaultBaseline: amazon, UbuntuDefaultBaseline: ubuntu } = deploy();
    expect(amazon).toMatchObject({
      OperatingSystem: 'AMAZON_LINUX_2023',
      DefaultBaseline: true,
    });
    expect(ubuntu).toMatchObject({ OperatingSystem: 'UBUNTU', DefaultBaseline: true });
    expect(deploy()).not.toHaveProperty('WindowsDefaultBaseline');
    expect(deploy({ systems: ['WINDOWS'] })).toHaveProperty('WindowsDefaultBaseline');
  });

  it('approves critical patches at once and others later', () => {
    expect(approvals(deploy()['AmazonLinux2023DefaultBaseline'])).toEqual([
      '0 Critical',
      '3 Important',
      '7 Medium,Low',
    ]);
    const later = deploy({ approveAfterDays: { critical: 1, important: 2, other: 30 } });
    expect(approvals(later['AmazonLinux2023DefaultBaseline'])).toEqual(['1 Critical', '2 Important', '30 Medium,Low']);
  });
});

describe('installation', () => {
  const resources = deploy({ install: { enabled: true } });

  it('lets production wait for what development has had', () => {
    expect(resources['AmazonLinux2023devBaseline']).toMatchObject({ PatchGroups: ['dev'] });
    expect(resources['AmazonLinux2023devBaseline']).not.toHaveProperty('DefaultBaseline');
    expect(approvals(resources['AmazonLinux2023devBaseline'])).toEqual(['0 Critical', '3 Important', '7 Medium,Low']);
    expect(approvals(resources['AmazonLinux2023prodBaseline'])).toEqual([
      '7 Critical',
      '10 Important',
      '14 Medium,Low',
    ]);
  });

  it('happens in windows in the time zone of the notifications', () => {
    expect(resources['prodWindow']).toMatchObject({
      Name: 'aws-organizations-patch-prod',
      Schedule: 'cron(0 3 ? * THU *)',
      ScheduleTimezone: 'Asia/Tokyo',
      Duration: 3,
      Cutoff: 1,
    });
  });

  it('is on some instances of a group at a time, and stops on errors', () => {
    expect(resources['prodInstall']).toMatchObject({
      TaskType: 'RUN_COMMAND',
      TaskArn: 'AWS-RunPatchBaseline',
      MaxConcurrency: '25%',
      MaxErrors: '10%',
      TaskInvocationParameters: {
        MaintenanceWindowRunCommandParameters: {
          Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
        },
      },
    });
    expect(resources['prodPatchGroupTarget']?.['Targets']).toEqual([{ Key: 'tag:PatchGroup', Values: ['prod'] }]);
    expect(resources['prodPatchWithGroupTarget']?.['Targets']).toEqual([{ Key: 'tag:Patch Group', Values: ['prod'] }]);
    const gentle = deploy({ install: { enabled: true, reboot: 'NoReboot', maxErrorsPercentage: 0 } });
    expect(gentle['devInstall']).toMatchObject({ MaxErrors: '0%' });
    expect(JSON.stringify(gentle['devInstall'])).toContain('"RebootOption":["NoReboot"]');
  });

  it('keeps groups apart whose names differ in signs alone', () => {
    expect(new Set(['a-b', 'a.b', 'ab', 'aX45b'].map(idOf)).size).toBe(4);
  });
});

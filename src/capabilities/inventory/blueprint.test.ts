import { describe, expect, it } from 'vitest';
import { aContext, deployBlueprint, LOG, ORGANIZATION } from '../../../test/support/cloudformation-fixture.ts';
import type { Occupant } from '../../domain/occupant.ts';
import { inventory } from './blueprint.ts';
import { judgeAssociation } from './occupant.ts';
import { inventorySync } from './sync/blueprint.ts';

describe('the inventory association', () => {
  it('gathers software from every instance once a day', () => {
    const { resources } = deployBlueprint(inventory);
    expect(resources['Association']).toMatchObject({
      Name: 'AWS-GatherSoftwareInventory',
      AssociationName: 'aws-organizations-inventory',
      Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
      ScheduleExpression: 'rate(24 hours)',
      Parameters: { applications: ['Enabled'], networkConfig: ['Enabled'] },
    });
    expect(resources['Association']?.['Parameters']).not.toHaveProperty('services');
  });

  it('gathers what the configuration says, as often as it says', () => {
    const { resources } = deployBlueprint(inventory, { inventory: { everyHours: 1, alsoGather: ['services'] } });
    expect(resources['Association']?.['ScheduleExpression']).toBe('rate(1 hour)');
    expect(resources['Association']?.['Parameters']).toEqual({ applications: ['Enabled'], services: ['Enabled'] });
  });
});

it('is delivered where the tables of the archive look for it', () => {
  expect(deployBlueprint(inventorySync).resources['Sync']).toMatchObject({
    SyncType: 'SyncToDestination',
    S3Destination: {
      BucketName: `aws-organizations-logs-${LOG}-ap-northeast-1`,
      BucketPrefix: `${ORGANIZATION}/ssm-inventory`,
      SyncFormat: 'JsonSerDe',
    },
  });
});

describe('an inventory association of somebody else', () => {
  const settings = { coversEveryInstance: true, gathersSoftware: true, isScheduled: true };
  const theirs: Occupant = { region: 'ap-northeast-1', name: 'old-inventory', settings };
  it('that gathers from every instance is used', () => {
    expect(judgeAssociation(theirs, aContext())).toMatchObject({ isGoodEnough: true });
  });
  it.each([
    ['coversEveryInstance', 'does not cover every instance'],
    ['gathersSoftware', 'does not gather applications'],
    ['isScheduled', 'has no schedule'],
  ])('without %s is told', (setting, words) => {
    const judgement = judgeAssociation({ ...theirs, settings: { ...settings, [setting]: false } }, aContext());
    expect(judgement).toMatchObject({ isGoodEnough: false, message: expect.stringContaining(words) });
  });
  it('is none when it is ours', () => {
    expect(judgeAssociation({ ...theirs, name: 'aws-organizations-inventory' }, aContext())).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { asObject } from '../../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint, HOME_REGION } from '../../../../test/support/cloudformation-fixture.ts';
import type { Json } from '../../../domain/json.ts';
import { CONTROLS } from '../../../images/controls.ts';
import { IMAGE_CONTROLS } from '../section.ts';
import { imagePipeline } from './blueprint.ts';

const ON = { machineImages: { enabled: true } };
const ALL = {
  machineImages: {
    enabled: true,
    distributions: ['AMAZON_LINUX_2023', 'UBUNTU_24_04'],
    architectures: ['x86_64', 'arm64'],
  },
};
const at = (value: Json | undefined, key: string): Json => asObject(value ?? null)[key] ?? null;

describe('the pipelines of machine images', () => {
  it('know the same controls as the configuration', () => {
    expect(CONTROLS.map(({ id }) => id)).toEqual([...IMAGE_CONTROLS]);
  });

  it('build one kind of image by default, and one for each system and processor', () => {
    const pipelines = (changes: object): readonly string[] =>
      Object.keys(deployBlueprint(imagePipeline, { ...changes }).resources).filter((id) => id.endsWith('Pipeline'));
    expect(pipelines(ON)).toEqual(['AmazonLinux2023X8664Pipeline']);
    expect(pipelines(ALL)).toHaveLength(4);
  });

  it('start from the newest image of AWS, and leave the agent of Systems Manager in', () => {
    const { resources } = deployBlueprint(imagePipeline, ALL);
    const recipe = resources.Ubuntu2404Arm64Recipe;
    expect(recipe?.ParentImage).toBe(
      'ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id',
    );
    expect(at(at(recipe?.AdditionalInstanceConfiguration, 'SystemsManagerAgent'), 'UninstallAfterBuild')).toBe(false);
    expect(resources.Ubuntu2404Arm64Infrastructure?.InstanceTypes).toEqual(['t4g.medium']);
  });

  it('encrypt with our key, in every region', () => {
    const { resources } = deployBlueprint(imagePipeline, { ...ON, governedRegions: [HOME_REGION, 'us-east-1'] });
    const recipe = JSON.stringify(resources.AmazonLinux2023X8664Recipe);
    expect(recipe).toContain('"Encrypted":true');
    expect(recipe).toContain('alias/aws-organizations-images');
    const regions = resources.AmazonLinux2023X8664Distribution?.Distributions as Json[];
    expect(regions.map((distribution) => at(distribution, 'Region'))).toEqual([HOME_REGION, 'us-east-1']);
    for (const distribution of regions) {
      const image = at(distribution, 'AmiDistributionConfiguration');
      expect(at(image, 'KmsKeyId')).toContain(`:${String(at(distribution, 'Region'))}:`);
      expect(JSON.stringify(at(image, 'LaunchPermissionConfiguration'))).toContain('organization/o-ours000000');
    }
  });

  it('use build instances without a key pair, with version 2 of the metadata service', () => {
    const infrastructure = deployBlueprint(imagePipeline, ON).resources.AmazonLinux2023X8664Infrastructure;
    expect(infrastructure).not.toHaveProperty('KeyPair');
    expect(infrastructure?.InstanceMetadataOptions).toEqual({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
    expect(infrastructure?.TerminateInstanceOnFailure).toBe(true);
  });

  it('build when something is new, in the time zone of the notifications', () => {
    const changes = { machineImages: { enabled: true, schedule: { day: 'WED', at: '04:30' } } };
    const pipeline = deployBlueprint(imagePipeline, changes).resources.AmazonLinux2023X8664Pipeline;
    expect(pipeline?.Schedule).toMatchObject({
      ScheduleExpression: 'cron(30 19 ? * TUE *)',
      PipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
    });
  });

  it('never delete an image that somebody started an instance from', () => {
    const { resources } = deployBlueprint(imagePipeline, ON);
    const details = resources.AmazonLinux2023X8664Lifecycle?.PolicyDetails as Json[];
    const [deprecation, deletion] = details;
    expect(at(at(deprecation, 'Action'), 'Type')).toBe('DEPRECATE');
    expect(at(at(deletion, 'Action'), 'Type')).toBe('DELETE');
    expect(at(at(deletion, 'ExclusionRules'), 'Amis')).toEqual({ LastLaunched: { Value: 180, Unit: 'DAYS' } });
    expect(at(at(deletion, 'Filter'), 'RetainAtLeast')).toBe(2);
  });

  it('have another recipe when a control is switched off, since another image comes of it', () => {
    const versionWith = (machineImages: object): Json | undefined =>
      deployBlueprint(imagePipeline, { machineImages: { enabled: true, ...machineImages } }).resources
        .AmazonLinux2023X8664Recipe?.Version;
    expect(versionWith({})).toBe(versionWith({}));
    expect(versionWith({ withoutControls: ['banners'] })).not.toBe(versionWith({}));
    // How long images are kept is none of their content.
    expect(versionWith({ keep: { atLeast: 5 } })).toBe(versionWith({}));
  });

  it('are off unless wanted', () => {
    expect(imagePipeline.isEnabled(aConfig())).toBe(false);
    expect(imagePipeline.isEnabled(aConfig(ON))).toBe(true);
  });
});

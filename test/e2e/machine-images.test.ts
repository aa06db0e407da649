import { EC2 } from '@aws-sdk/client-ec2';
import { Imagebuilder } from '@aws-sdk/client-imagebuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.writeConfig(
    `${here.readConfig()}\nmachineImages:\n  enabled: true\n  distributions: [AMAZON_LINUX_2023, UBUNTU_24_04]\n`,
  );
});
afterAll(() => here.stop());

const NAME = 'amazon-linux-2023-x86-64';

describe('machine images', () => {
  it('say that nothing is there before an apply', async () => {
    const { code, stderr } = await here.metsuke('image', 'status');
    expect(stderr).toContain('There is no pipeline of ours in the image account yet.');
    expect(code).toBe(1);
  });

  it('get their pipelines in the image account by one apply, and a plan then finds nothing', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    expect(await here.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    const imageBuilder = new Imagebuilder(clientConfig(here.sandbox, AUDIT));
    const { imagePipelineList = [] } = await imageBuilder.listImagePipelines({});
    expect(imagePipelineList.map(({ name = '' }) => name).sort()).toEqual([
      `aws-organizations-${NAME}`,
      'aws-organizations-ubuntu-24-04-x86-64',
    ]);
  });

  it('are built and followed', async () => {
    const { code, stderr, stdout } = await here.metsuke('image', 'build', NAME, '--follow', '--json');
    expect(stderr).toContain(`${NAME}: AVAILABLE`);
    expect(JSON.parse(stdout)).toMatchObject({ builds: [{ name: NAME, status: 'AVAILABLE' }] });
    expect(code).toBe(0);
    const status = await here.metsuke('image', 'status');
    expect(status.stdout).toMatch(new RegExp(`✓ +${NAME} +1\\.\\d+\\.\\d+/1`));
    expect(status.stdout).toMatch(/· +ubuntu-24-04-x86-64 +never built/);
  });

  it('are not built under a name that is none', async () => {
    const { code, stderr } = await here.metsuke('image', 'build', 'windows');
    expect(stderr).toContain('There is no kind of image called windows.');
    expect(stderr).toContain(NAME);
    expect(code).toBe(1);
  });

  it('are told apart from images of others, wherever instances run', async () => {
    const { stdout } = await here.metsuke('image', 'list', '--json');
    const [build] = (JSON.parse(stdout) as { images: { images: { imageId: string }[] }[] }).images;
    const ec2 = new EC2(clientConfig(here.sandbox, DEV));
    const start = (ImageId: string) =>
      ec2.runInstances({ ImageId, MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' });
    const ours = build?.images[0]?.imageId ?? '';
    const { Instances: [kept] = [] } = await start(ours);
    const { Instances: [foreign] = [] } = await start('ami-12c6146b');
    const usage = await here.metsuke('image', 'usage', '--json', '--all');
    const { instances } = JSON.parse(usage.stdout) as { instances: { id: string; age: string; account: string }[] };
    const ageOf = (id: string | undefined) => instances.find((instance) => instance.id === id);
    expect(ageOf(kept?.InstanceId)).toMatchObject({ age: 'newest', account: 'dev' });
    expect(ageOf(foreign?.InstanceId)).toMatchObject({ age: 'foreign', account: 'dev' });
    const posture = JSON.parse((await here.metsuke('posture', '--images', '--json')).stdout);
    expect(posture.images).toMatchObject({ state: 'read', notAsked: [] });
    const shown = posture.images.instances.map(({ instance, age, account }: Record<string, string>) => [
      instance,
      age,
      account,
    ]);
    expect(shown.sort()).toEqual(instances.map(({ id, age }) => [id, age, DEV]).sort());
    const told = await here.metsuke('image', 'usage');
    expect(told.stdout).toContain('2 running instances, 1 on the newest image.');
    expect(told.stdout).not.toContain(kept?.InstanceId);
  });

  it('go when they are switched off; the keys that open them stay', async () => {
    here.changeConfig('machineImages:\n  enabled: true', 'machineImages:\n  enabled: false');
    expect(await here.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    const types = (await here.sandbox.resources()).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('AWS::ImageBuilder'))).toEqual([]);
    expect((await here.metsuke('image', 'status')).stderr).toContain('machineImages.enabled is false');
  });
});

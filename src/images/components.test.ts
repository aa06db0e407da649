import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMPONENT_LENGTH, type ImageComponent, makeComponents, versionOf } from './components.ts';
import { CONTROLS, switchOf } from './controls.ts';
import { makePayload, PART_LENGTH, type PayloadFile, readFiles } from './payload.ts';
import type { ImageSettings } from './settings.ts';

const SETTINGS: ImageSettings = {
  withoutControls: [],
  antiMalware: false,
  sshServer: true,
  logGroupPrefix: '/metsuke/instances',
  logRetentionDays: 90,
};
const PLAYBOOK = readFiles(new URL('./ansible', import.meta.url).pathname);

interface Document {
  readonly schemaVersion: number;
  readonly phases: { name: string; steps: { name: string; action: string; inputs: { commands: string[] } }[] }[];
}

const documentOf = ({ document }: ImageComponent): Document => parse(document) as Document;

/** Commands of a phase, over all components, in their order. */
function commandsOf(
  components: readonly ImageComponent[],
  phase: string,
): readonly { name: string; command: string }[] {
  return components
    .flatMap((component) => documentOf(component).phases.filter(({ name }) => name === phase))
    .flatMap(({ steps }) => steps.flatMap(({ name, inputs }) => inputs.commands.map((command) => ({ name, command }))));
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs what brings the playbook onto a build instance, with another folder in place of its home. */
function arrive(components: readonly ImageComponent[]): { status: number | null; home: string; said: string } {
  const home = mkdtempSync(join(tmpdir(), 'metsuke-components-'));
  folders.push(home);
  const steps = commandsOf(components, 'build').filter(({ name }) =>
    /WritePart|AssemblePlaybook|WriteSettings/.test(name),
  );
  const script = steps.map(({ command }) => `( ${command} ) || exit 1`).join('\n');
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script.replaceAll('/var/lib/metsuke', home)], {
    encoding: 'utf8',
  });
  return { status, home, said: `${stdout}${stderr}` };
}

/** Too large for one part, and nothing that a compressor could shorten. */
function aLargePlaybook(): readonly PayloadFile[] {
  const content = Buffer.alloc(30_000);
  for (let index = 0, state = 1; index < content.length; index += 1) {
    state = (state * 48_271) % 2_147_483_647;
    content[index] = state & 0xff;
  }
  return [{ path: 'site.yml', content }, ...PLAYBOOK.filter(({ path }) => path !== 'site.yml')];
}

describe('component documents', () => {
  const components = makeComponents(PLAYBOOK, SETTINGS);

  it('are documents of AWSTOE, each small enough', () => {
    for (const component of components) {
      expect(documentOf(component).schemaVersion).toBe(1);
      expect(component.document.length).toBeLessThanOrEqual(COMPONENT_LENGTH);
      // AWSTOE would take it for a reference to a parameter.
      expect(component.document).not.toContain('{{');
    }
    expect(components.map(({ name }) => name)).toEqual(['playbook-1', 'hardening', 'cleaning', 'proof']);
  });

  it('give a build instance exactly the files of the playbook', () => {
    const { status, home, said } = arrive(components);
    expect(said).toContain('playbook.tgz: OK');
    expect(status).toBe(0);
    const arrived = readFiles(join(home, 'playbook'));
    expect(arrived.map(({ path }) => path)).toEqual(PLAYBOOK.map(({ path }) => path));
    for (const [index, file] of arrived.entries())
      expect(Buffer.compare(file.content, PLAYBOOK[index]?.content ?? Buffer.of())).toBe(0);
  });

  it('give the settings with every switch', () => {
    const { home } = arrive(makeComponents(PLAYBOOK, { ...SETTINGS, withoutControls: ['banners'], antiMalware: true }));
    const settings = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as Record<string, unknown>;
    expect(settings).toMatchObject({ anti_malware_enabled: true, hardening_banners: false, hardening_sudo: true });
    for (const control of CONTROLS) expect(settings).toHaveProperty(switchOf(control));
  });

  it('are as many as a large playbook needs, and still give the same files', () => {
    const large = aLargePlaybook();
    const split = makeComponents(large, SETTINGS);
    expect(split.filter(({ name }) => name.startsWith('playbook-')).length).toBeGreaterThan(2);
    const { status, home } = arrive(split);
    expect(status).toBe(0);
    expect(Buffer.compare(readFileSync(join(home, 'playbook', 'site.yml')), large[0]?.content ?? Buffer.of())).toBe(0);
  });

  it('run nothing when a part has been changed on the way', () => {
    const [first, ...others] = components;
    if (!first) throw new Error('no component');
    const [part = ''] = makePayload(PLAYBOOK).parts;
    const letter = part.charAt(5_000) === 'A' ? 'B' : 'A';
    const damaged = `${part.slice(0, 5_000)}${letter}${part.slice(5_001)}`;
    const changed = { ...first, document: first.document.replace(part, damaged) };
    expect(changed.document).not.toBe(first.document);
    const { status, said } = arrive([changed, ...others]);
    expect(status).not.toBe(0);
    expect(said).toMatch(/FAILED|did NOT match|invalid/);
  });

  it('hold commands that the shell understands', () => {
    for (const phase of ['build', 'validate', 'test']) {
      for (const { name, command } of commandsOf(components, phase)) {
        const file = join(tmpdir(), `metsuke-${name}.sh`);
        writeFileSync(file, command);
        expect([name, spawnSync('bash', ['-n', file], { encoding: 'utf8' }).stderr]).toEqual([name, '']);
        rmSync(file);
      }
    }
  });

  it('prove what is switched on, and not what is off', () => {
    const proof = (settings: ImageSettings): string =>
      commandsOf(makeComponents(PLAYBOOK, settings), 'test')
        .map(({ command }) => command)
        .join('\n');
    expect(proof(SETTINGS)).toContain('SSH refuses passwords');
    expect(proof({ ...SETTINGS, withoutControls: ['ssh_server'] })).not.toContain('SSH refuses passwords');
  });

  it('prove something of every control', () => {
    const nothing = { ...SETTINGS, withoutControls: CONTROLS.map(({ id }) => id) };
    const count = (settings: ImageSettings): number =>
      (
        makeComponents(PLAYBOOK, settings)
          .at(-1)
          ?.document.match(/FAILED/g) ?? []
      ).length;
    for (const { id } of CONTROLS) {
      const alone = { ...nothing, withoutControls: nothing.withoutControls.filter((other) => other !== id) };
      expect([id, count(alone) > count(nothing)]).toEqual([id, true]);
    }
  });
});

describe('a version', () => {
  it('follows from the content, in numbers that Image Builder takes', () => {
    expect(versionOf('a')).toBe(versionOf('a'));
    expect(versionOf('a')).not.toBe(versionOf('b'));
    expect(versionOf('a')).toMatch(/^1\.\d{1,8}\.\d{1,8}$/);
  });

  it('changes with one byte of the playbook', () => {
    const changed = PLAYBOOK.map((file, index) =>
      index === 0 ? { ...file, content: Buffer.concat([file.content, Buffer.from('\n')]) } : file,
    );
    const versions = (files: readonly PayloadFile[]): readonly string[] =>
      makeComponents(files, SETTINGS).map(({ version }) => version);
    const [before, after] = [versions(PLAYBOOK), versions(changed)];
    expect(after.slice(0, 2).every((version, index) => version !== before[index])).toBe(true);
    expect(after.slice(2)).toEqual(before.slice(2));
  });

  it('leaves room in a part for what stands around it', () => {
    expect(PART_LENGTH).toBeLessThan(COMPONENT_LENGTH);
  });
});

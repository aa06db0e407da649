import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONTROLS, switchOf } from './controls.ts';

const role = new URL('./ansible/roles/hardening/', import.meta.url).pathname;
const read = (file: string): string => readFileSync(`${role}${file}`, 'utf8');

describe('the controls of the playbook', () => {
  const defaults = parse(read('defaults/main.yml')) as Record<string, unknown>;
  const main = parse(read('tasks/main.yml')) as Record<string, unknown>[];
  const imported = main.filter((task) => 'ansible.builtin.import_tasks' in task);

  it('are all on by default, each by its own switch', () => {
    for (const control of CONTROLS) expect(defaults[switchOf(control)]).toBe(true);
  });

  it('are what the playbook does, in its order, each behind its switch', () => {
    expect(imported.map((task) => [task['ansible.builtin.import_tasks'], task.when])).toEqual(
      CONTROLS.map((control) => [`${control.id}.yml`, `${switchOf(control)} | bool`]),
    );
    const files = readdirSync(`${role}tasks`).filter((file) => file !== 'main.yml');
    expect(files.sort()).toEqual(CONTROLS.map(({ id }) => `${id}.yml`).sort());
  });

  it('carry the numbers that stand beside their switches', () => {
    for (const control of CONTROLS) {
      const numbers = `${control.amazonLinux.join(', ')} · ${control.ubuntu.join(', ')}`;
      expect(read('defaults/main.yml')).toContain(`${switchOf(control)}: true # ${numbers}\n`);
    }
  });
});

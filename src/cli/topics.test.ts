import { afterEach, describe, expect, it } from 'vitest';
import { EXIT } from '../domain/errors.ts';
import { speak } from '../domain/say.ts';
import { JAPANESE } from '../words/ja/catalogue.ts';
import { textOfTopic } from './topics.ts';

it('costs are those of the README, readable in a terminal', () => {
  const text = textOfTopic('costs');
  expect(text).toContain(
    'AWS Config\n    On by default: yes, profile recommended\n    Mainly charged by: configuration items',
  );
  expect(text).not.toMatch(/[|`\]]/);
});

it('exit codes are those of the README, all that the program ends with', () => {
  const text = textOfTopic('exit-codes');
  const codes = [...text.matchAll(/^(\d+) {2}/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual([...new Set(Object.values(EXIT))].sort((a, b) => a - b));
  expect(text).toMatch(/^2 {2}wrong usage, errors in metsuke\.yaml/m);
});

it('the configuration is that of the schema: all sections, or one with its defaults', () => {
  expect(textOfTopic('configuration')).toContain('homeRegion\n    Where the stack sets, topics and log buckets live.');
  expect(textOfTopic('configuration', 'guardDuty')).toMatch(/^# Threat detection .*\nguardDuty:\n {2}enabled: true/);
  expect(() => textOfTopic('configuration', 'guardduty')).toThrow('"guardduty" is no section');
});

describe('in Japanese', () => {
  afterEach(() => speak(undefined));

  it('costs, exit codes and configuration are those of the Japanese README and descriptions', () => {
    speak(JAPANESE);
    expect(textOfTopic('costs')).toContain('AWS Config\n    ');
    expect(textOfTopic('exit-codes')).toMatch(/^130 {2}Ctrl-C、SIGTERM、SIGHUP による中断$/m);
    expect(textOfTopic('configuration', 'guardDuty')).toMatch(/^# .*脅威検出.*\n(?:# .*\n)*guardDuty:\n/);
    for (const topic of ['costs', 'exit-codes'] as const) expect(textOfTopic(topic)).not.toMatch(/[|`\]]/);
  });
});

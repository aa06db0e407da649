import { expect, it } from 'vitest';
import { EXIT } from '../domain/errors.ts';
import { textOfTopic } from './topics.ts';

it('costs are those of the README, readable in a terminal', () => {
  const text = textOfTopic('costs');
  expect(text).toContain(
    'AWS Config\n    On by default: yes, profile recommended\n    Mainly charged by: configuration items',
  );
  expect(text).not.toMatch(/[|`\]]/);
});

it('exit codes are those of the README, all that the program ends with', () => {
  const codes = textOfTopic('exit-codes')
    .split('\n')
    .filter((line) => /^\d/.test(line));
  expect(codes.map(Number)).toEqual([...new Set(Object.values(EXIT))].sort());
  expect(textOfTopic('exit-codes')).toMatch(/^2\n {4}wrong usage, errors in metsuke\.yaml/m);
});

it('the configuration is that of the schema: all sections, or one with its defaults', () => {
  expect(textOfTopic('configuration')).toContain('homeRegion\n    Where the stack sets, topics and log buckets live.');
  expect(textOfTopic('configuration', 'guardDuty')).toMatch(/^# Threat detection .*\nguardDuty:\n {2}enabled: true/);
  expect(() => textOfTopic('configuration', 'guardduty')).toThrow('"guardduty" is no section');
});

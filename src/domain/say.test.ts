import { afterEach, describe, expect, it } from 'vitest';
import { note, retell, say, sayCount, speak } from './say.ts';

const CATALOGUE = {
  '{0} cannot be written ({1}).': '{1} のため {0} に書き込めません。',
  '{0} accounts': '{0} アカウント',
  'is suspended': '停止中',
  '{0} {1}: it is left alone.': '{0} は{1}です。触れません。',
  'holds logs': 'ログが入っている',
};

afterEach(() => speak(undefined));

describe('say', () => {
  it('is the English text without a catalogue, and for a text that it lacks', () => {
    expect(say`${'a'} cannot be written (${'EACCES'}).`).toBe('a cannot be written (EACCES).');
    speak(CATALOGUE);
    expect(say`${1} of ${undefined}`).toBe('1 of undefined');
  });

  it('puts the values where the translation wants them, whatever they hold', () => {
    speak(CATALOGUE);
    expect(say`${'{1}$&'} cannot be written (${'EACCES'}).`).toBe('EACCES のため {1}$& に書き込めません。');
  });

  it('counts', () => {
    expect([sayCount(1, 'account'), sayCount(2, 'account')]).toEqual(['1 account', '2 accounts']);
    speak(CATALOGUE);
    expect([sayCount(1, 'account'), sayCount(2, 'account')]).toEqual(['1 アカウント', '2 アカウント']);
  });
});

describe('a note', () => {
  const saved = note`${'old poc'} ${note`is suspended`}: it is left alone.`;

  it('stays English, whatever the language of its writer', () => {
    speak(CATALOGUE);
    expect(note`holds logs`).toBe('holds logs');
    expect(saved).toBe('old poc is suspended: it is left alone.');
  });

  it('is retold in the language of its reader, with the notes in it', () => {
    expect(retell(note`holds logs`)).toBe('holds logs');
    speak(CATALOGUE);
    expect(retell(note`holds logs`)).toBe('ログが入っている');
    expect(retell('poc is suspended: it is left alone.')).toBe('poc は停止中です。触れません。');
  });

  it('is not seen in words of others that end alike', () => {
    speak({ '{0} failed': '失敗 {0}' });
    expect([retell('3 failed'), retell('Resource handler failed')]).toEqual(['失敗 3', 'Resource handler failed']);
  });

  it('that no catalogue knows is left in English', () => {
    speak(CATALOGUE);
    expect(retell('AWS says: (no) [reason] $1')).toBe('AWS says: (no) [reason] $1');
  });
});

import { describe, expect, it } from 'vitest';
import { configuredParameters } from './configured.ts';

const settings = (breakGlassRoles: readonly string[]) =>
  configuredParameters({
    resourcePrefix: 'ours',
    homeRegion: 'ap-northeast-1',
    notifications: { timeZone: 'Asia/Tokyo', breakGlassRoles },
  });

function patternOf(breakGlassRoles: string[]): RegExp {
  return new RegExp(String(settings(breakGlassRoles).break_glass_pattern));
}

describe('roles for emergencies', () => {
  it.each(['BreakGlass', 'arn:aws:iam::444444444444:role/BreakGlass', 'arn:aws:iam::444444444444:role/path/a.b+c'])(
    'are found in %s',
    (text) => expect(patternOf(['BreakGlass', 'a.b+c']).test(text)).toBe(true),
  );

  it.each(['NoBreakGlass', 'BreakGlassNot', 'axb+c', 'a.bbc', 'arn:aws:iam::444444444444:role/BreakGlass/other'])(
    'are not found in %s',
    (text) => expect(patternOf(['BreakGlass', 'a.b+c']).test(text)).toBe(false),
  );

  it('are what the report says itself when metsuke.yaml names none', () => {
    expect(settings([])).not.toHaveProperty('break_glass_pattern');
  });
});

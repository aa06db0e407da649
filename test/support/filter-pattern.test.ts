import { describe, expect, it } from 'vitest';
import { matchesPattern } from './filter-pattern.ts';

// Examples of the syntax as AWS documents it, and their opposites.
describe('a filter pattern of CloudWatch Logs', () => {
  const event = { eventName: 'StopLogging', errorCode: 'AccessDeniedException', user: { type: 'Root', age: 3 } };
  it.each([
    ['{ $.eventName = "StopLogging" }', true],
    ['{ $.eventName = StopLogging }', true],
    ['{ $.eventName = "Stop" }', false],
    ['{ $.eventName != "Stop" }', true],
    ['{ $.errorCode = "AccessDenied*" }', true],
    ['{ $.errorCode = "*Operation" }', false],
    ['{ $.user.type = "Root" && $.user.invokedBy NOT EXISTS }', true],
    ['{ $.user.type NOT EXISTS }', false],
    ['{ $.missing != "x" }', false],
    ['{ ($.eventName = "A") || ($.eventName = "StopLogging") }', true],
    ['{ $.eventName = "A" || $.user.type = "Root" && $.user.age = 3 }', true],
    ['{ ($.eventName = "A" || $.user.type = "Root") && $.user.age = 4 }', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it.each(['$.a = 1', '{ $.a = }', '{ $.a ~ 1 }', '{ $.a = 1', '{ $.a = 1 } x', '{ a = 1 }'])(
    '%s is refused',
    (pattern) => {
      expect(() => matchesPattern(pattern, event)).toThrow();
    },
  );
});

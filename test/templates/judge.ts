import { expect } from 'vitest';
import type { LintException } from './exceptions.ts';

export interface Violation {
  readonly rule: string;
  /** Blueprint and, where the linter names one, resource. */
  readonly where: string;
  readonly message?: string;
}

/** Everything found must be an exception, and every exception must still be needed. */
export function expectOnly(found: readonly Violation[], exceptions: readonly LintException[]): void {
  const unexpected = found.filter((violation) => !exceptions.some((exception) => covers(exception, violation)));
  expect(unexpected).toEqual([]);
  expect(exceptions.filter((exception) => !found.some((violation) => covers(exception, violation)))).toEqual([]);
}

/** `AwsSolutions-IAM5` covers `AwsSolutions-IAM5[Resource::*]`; a blueprint covers its resources. */
function covers(exception: LintException, { rule, where }: Violation): boolean {
  const isRule = rule === exception.rule || rule.startsWith(`${exception.rule}[`);
  return isRule && (where === exception.where || where.startsWith(`${exception.where} `));
}

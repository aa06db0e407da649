import { compareDpkgVersions, parseDpkgVersion } from './dpkg-version.ts';
import { compareRpmVersions, parseRpmVersion } from './rpm-version.ts';

/** Whose rules say which of two versions is newer. What knows neither (Windows, macOS) has dotted numbers: rpm's do. */
export type PackageFamily = 'rpm' | 'dpkg' | 'other';

export const OPERATORS = ['<=', '>=', '<', '>', '='] as const;
export type Operator = (typeof OPERATORS)[number];

/** Negative when `a` is older. */
export function compareVersions(family: PackageFamily, a: string, b: string): number {
  if (family === 'dpkg') return compareDpkgVersions(parseDpkgVersion(a), parseDpkgVersion(b));
  return compareRpmVersions(parseRpmVersion(a), parseRpmVersion(b));
}

export interface Requirement {
  readonly operator: Operator;
  readonly version: string;
}

/**
 * Whether an installed version is one that is asked for. What the question does not name is not compared: `=3.0.8` means
 * every release of it, `<3.0.8` finds 1:3.0.7-1 too. (rpm and dpkg would take a missing epoch for 0, and say that
 * 1:3.0.7 is newer than 3.0.8: nobody who looks for vulnerable versions means that.)
 */
export function satisfies(family: PackageFamily, installed: string, { operator, version }: Requirement): boolean {
  const order = family === 'dpkg' ? compareToAskedDpkg(installed, version) : compareToAskedRpm(installed, version);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '=':
      return order === 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    default:
      return operator satisfies never;
  }
}

function compareToAskedRpm(installed: string, asked: string): number {
  const [have, want] = [parseRpmVersion(installed), parseRpmVersion(asked)];
  return compareRpmVersions(
    { ...have, epoch: want.epoch === null ? null : have.epoch, release: want.release === null ? null : have.release },
    want,
  );
}

function compareToAskedDpkg(installed: string, asked: string): number {
  const [have, want] = [parseDpkgVersion(installed), parseDpkgVersion(asked)];
  const isWithoutRevision = want.revision === null;
  return compareDpkgVersions(
    {
      ...have,
      epoch: want.epoch === null ? null : have.epoch,
      revision: isWithoutRevision ? null : have.revision,
    },
    want,
  );
}

import type { PackageFamily } from './versions.ts';

/** What inventory says of a package and of the system that it is on; '' for what it does not say. */
export interface PackageFacts {
  readonly packageId: string;
  readonly platformType: string;
  readonly platform: string;
  readonly release: string;
}

/** Whose rules a version follows: the package's own file name says it, else the system does. */
export function familyOf({ packageId, platformType, platform, release }: PackageFacts): PackageFamily {
  if (packageId.endsWith('.rpm')) return 'rpm';
  if (packageId.endsWith('.deb')) return 'dpkg';
  if (/^(windows|macos)$/i.test(platformType)) return 'other';
  if (/ubuntu|debian|raspbian|mint/i.test(platform)) return 'dpkg';
  if (/linux|red hat|centos|fedora|rocky|suse|sles|oracle/i.test(platform)) return 'rpm';
  // A release apart from the version is rpm's.
  return release === '' ? 'other' : 'rpm';
}

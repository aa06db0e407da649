import { say } from '../domain/say.ts';

/** Room for what is put before or behind a name: most file systems stop at 255 bytes. */
const LONGEST_PART = 240;
/** As long as a key of S3 can be. */
const LONGEST_NAME = 1024;

/** What a name must not have, and why, in words that follow it. The first that fits is told. */
const RULES: readonly (readonly [RegExp, () => string])[] = [
  [/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u, () => say`has invisible characters in its name`],
  [/\\/u, () => say`has a backslash in its name`],
  [/(?:^|\/)\.\.(?:\/|$)/u, () => say`has ".." as a part of its name, which leads out of a folder`],
  [/(?:^|\/)\.(?:\/|$)/u, () => say`has "." as a part of its name`],
  [/^\//u, () => say`begins with a slash`],
  [/^$|\/\/|\/$/u, () => say`has an empty part in its name`],
  [
    /(?:^|\/)\.metsuke(?:\/|$)/iu,
    () => say`has ".metsuke" as a part of its name, where Metsuke keeps notes of its own`,
  ],
  [/(?:^|\/)[a-z]:/iu, () => say`has a part in its name that begins like a drive of Windows`],
  [
    /(?:^|\/)(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.[^/]*)?(?:\/|$)/iu,
    () => say`has a part in its name that Windows reserves for a device`,
  ],
  [/[. ](?:\/|$)/u, () => say`has a part in its name that ends with a dot or a space, which Windows leaves out`],
];

/** All rules at once: nearly every name of an archive passes, and there are many. */
const SUSPECT = new RegExp(RULES.map(([rule]) => rule.source).join('|'), 'iu');

/**
 * Why no file is written or read under a name that others chose (a key of a bucket, a path in a manifest), in words that
 * follow the name; undefined when nothing speaks against it. Parts of a name are separated by slashes.
 */
export function refusalOfName(name: string): string | undefined {
  if (SUSPECT.test(name)) {
    const found = RULES.find(([rule]) => rule.test(name));
    if (found !== undefined) return found[1]();
  }
  // Three bytes a character at most.
  if (name.length * 3 <= LONGEST_PART) return undefined;
  if (Buffer.byteLength(name) > LONGEST_NAME) return say`has a name of more than ${LONGEST_NAME} bytes`;
  const isLong = name.split('/').some((part) => Buffer.byteLength(part) > LONGEST_PART);
  return isLong ? say`has a part in its name of more than ${LONGEST_PART} bytes` : undefined;
}

import { ACCESS_LOG_FOLDER } from './access-log.ts';

/** An object's place in the emulator. */
interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** What has a bucket of its own as far as the configuration wants one, with the key there. */
const OWN_BUCKETS: readonly { readonly bucket: RegExp; keyOf(key: string): string | undefined }[] = [
  {
    bucket: /-s3-access-logs-\d{12}-/,
    keyOf: (key) => (key.startsWith(ACCESS_LOG_FOLDER) ? key.slice(ACCESS_LOG_FOLDER.length) : undefined),
  },
  { bucket: /-guardduty-\d{12}-/, keyOf: (key) => /AWSLogs\/\d{12}\/GuardDuty\/.*$/.exec(key)?.[0] },
  // Beside a trail that delivers into a bucket with Object Lock.
  {
    bucket: /(?<!-s3-access)-logs-\d{12}-/,
    keyOf: (key) => (/\/CloudTrail(-Digest)?\//.test(key) ? undefined : key),
  },
];

/** Where services deliver an object of the archive. What has no bucket of its own goes to the trail's. */
export function makeRoutes(trailBucket: string, buckets: readonly string[]): (key: string) => Place {
  const routes = OWN_BUCKETS.flatMap(({ bucket, keyOf }) => {
    const name = buckets.find((each) => bucket.test(each));
    return name === undefined ? [] : [{ name, keyOf }];
  });
  return (key) => {
    for (const { name, keyOf } of routes) {
      const inside = keyOf(key);
      if (inside !== undefined) return { bucket: name, key: inside };
    }
    return { bucket: trailBucket, key };
  };
}

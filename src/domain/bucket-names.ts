/** `<prefix>-trail-…` or `<prefix>-logs-…`: where the trail delivers. Only a bucket of its own can have Object Lock. */
export function trailBucketKind({ cloudTrail }: TrailSettings): 'logs' | 'trail' {
  return cloudTrail.mode !== 'OFF' && cloudTrail.objectLock.enabled ? 'trail' : 'logs';
}

interface TrailSettings {
  readonly cloudTrail: { readonly mode: string; readonly objectLock: { readonly enabled: boolean } };
}

/** Tells that something is being read while the promise lasts; several of one name are counted. */
export type Track = <T>(what: string, work: Promise<T>) => Promise<T>;

export const untracked: Track = (_, work) => work;

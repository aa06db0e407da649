/** Machine images as EC2 Image Builder keeps them; `src/aws` implements it. */
export interface MachineImagesPort {
  /** Pipelines whose name begins so. */
  listPipelines(prefix: string): Promise<readonly Pipeline[]>;
  /** Newest first. */
  listBuilds(pipeline: Pipeline): Promise<readonly ImageBuild[]>;
  /** Begins a build; returns its ARN. */
  startBuild(pipeline: Pipeline): Promise<string>;
  /** Null when there is no such build. */
  readBuild(arn: string): Promise<ImageBuild | null>;
}

export interface Pipeline {
  readonly arn: string;
  readonly name: string;
  readonly isEnabled: boolean;
  /** ISO 8601; null before the first. */
  readonly nextRun: string | null;
}

export interface ImageBuild {
  readonly arn: string;
  /** `1.123.456/1` */
  readonly version: string;
  readonly createdAt: string;
  /** BUILDING, TESTING, DISTRIBUTING, AVAILABLE, FAILED, CANCELLED, DEPRECATED, … as AWS says it. */
  readonly status: string;
  /** AWS's own words, when it failed. */
  readonly reason: string | null;
  /** By region. */
  readonly images: readonly { readonly region: string; readonly imageId: string }[];
}

/** Running instances of one account and region. */
export interface RunningInstancesPort {
  list(region: string): Promise<readonly RunningInstance[]>;
}

export interface RunningInstance {
  readonly id: string;
  readonly name: string | null;
  readonly imageId: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

export function isFinished({ status }: Pick<ImageBuild, 'status'>): boolean {
  return ['AVAILABLE', 'FAILED', 'CANCELLED', 'DELETED', 'DEPRECATED', 'DISABLED'].includes(status);
}

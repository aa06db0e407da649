/** A call to AWS while it lasts, with all its tries. */
export interface AwsCall {
  /** As in an IAM action: `organizations`. */
  readonly service: string;
  /** `ListAccounts` */
  readonly operation: string;
}

/** What a call went through. The SDK tries again by itself, after pauses that grow: this is how a person hears of them. */
export interface CallObserver {
  readonly began: (call: AwsCall) => void;
  /** A try was refused, and the SDK waits before the next one. */
  readonly refused: (call: AwsCall, why: 'throttled' | 'unavailable') => void;
  readonly triedAgain: (call: AwsCall) => void;
  readonly ended: (call: AwsCall) => void;
}

export const UNOBSERVED: CallObserver = { began() {}, refused() {}, triedAgain() {}, ended() {} };

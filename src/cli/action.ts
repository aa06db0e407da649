import type { Session } from './session.ts';

type Run<Options> = (session: Session, options: Options) => Promise<number>;

/** Loads a command when it is run, and runs it within a session. */
export type Action = <Options>(
  load: () => Promise<{ readonly run: Run<Options> }>,
) => (options: Options) => Promise<void>;

import { say } from '../../domain/say.ts';
import type { Engine } from '../../query/engine.ts';
import type { Progress } from './progress.ts';

/** An engine over the archive that says when it reads for long, whichever command asks. */
export function withProgress(engine: Engine, { track }: Pick<Progress, 'track'>): Engine {
  return {
    ...engine,
    prepare: (queries) => track(say`the logs of all queries`, engine.prepare(queries)),
    run: (query) => track(say`the archive`, engine.run(query)),
  };
}

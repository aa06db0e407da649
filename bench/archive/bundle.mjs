// The parts of Metsuke that are measured apart, bundled as the command line is.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Answers the folder of the jobs. */
export async function bundleJobs(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: {
      'jobs/read': 'bench/archive/jobs/read.mjs',
      'jobs/engine': 'bench/archive/jobs/engine.mjs',
      'jobs/compact': 'bench/archive/jobs/compact.mjs',
      'archive/cloudtrail/worker': 'src/archive/cloudtrail/worker.ts',
    },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['@duckdb/*'],
    logLevel: 'warning',
  });
  return folder;
}

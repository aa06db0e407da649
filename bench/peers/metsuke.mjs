import { CLI, RETENTION, writeConfiguration } from '../job.mjs';

export const metsuke = {
  id: 'metsuke',
  name: 'Metsuke',
  prepare({ folder }) {
    writeConfiguration(folder, RETENTION.before);
  },
  phases: {
    first: ({ run }) => run([process.execPath, CLI, 'apply', '--yes']),
    noop: ({ run }) => run([process.execPath, CLI, 'plan']),
    change({ folder, run }) {
      writeConfiguration(folder, RETENTION.after);
      return run([process.execPath, CLI, 'apply', '--yes']);
    },
    join: ({ run }) => run([process.execPath, CLI, 'apply', '--yes']),
  },
};

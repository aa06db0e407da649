import { CLI, RETENTION, writeConfiguration } from '../job.mjs';

export const metsuke = {
  id: 'metsuke',
  name: 'Metsuke',
  prepare: (context) => writeConfiguration(context, RETENTION.before),
  phases: {
    first: ({ run }) => run([process.execPath, CLI, 'apply', '--yes']),
    // Ends with an error when there is anything to do.
    noop: ({ run }) => run([process.execPath, CLI, 'plan', '--exit-code']),
    change(context) {
      writeConfiguration(context, RETENTION.after);
      return context.run([process.execPath, CLI, 'apply', '--yes']);
    },
    join: ({ run }) => run([process.execPath, CLI, 'apply', '--yes']),
  },
};

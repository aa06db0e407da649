import fc from 'fast-check';

/**
 * The same worlds in every run, so that a failure is about the change at hand. METSUKE_SEED looks at others:
 * METSUKE_SEED=$RANDOM npx vitest run properties
 */
fc.configureGlobal({ seed: Number(process.env.METSUKE_SEED ?? 1) });

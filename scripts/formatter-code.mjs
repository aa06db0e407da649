// The code of the notification formatter, as it stands in the template of the hub: one text a language.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const NAME = 'metsuke:formatter-code';
const LANGUAGES = ['en', 'ja'];

/**
 * CommonJS, because Lambda takes inline code as index.js. The AWS SDK is in Lambda's runtime. ASCII only, since
 * CloudFormation gives templates back with question marks for everything else, and every plan would see a change.
 */
export async function bundleFormatter(language) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/notifications/lambda/${language}.ts`],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['@aws-sdk/*'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
}

async function moduleText() {
  const codes = await Promise.all(LANGUAGES.map(async (language) => [language, await bundleFormatter(language)]));
  return `export const FORMATTER_CODE = ${JSON.stringify(Object.fromEntries(codes))};`;
}

/** `metsuke:formatter-code` for the build. */
export function formatterForEsbuild() {
  return {
    name: 'formatter-code',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^metsuke:formatter-code$/ }, ({ path }) => ({ path, namespace: 'formatter-code' }));
      onLoad({ filter: /.*/, namespace: 'formatter-code' }, async () => ({ contents: await moduleText(), loader: 'js' }));
    },
  };
}

/** The same for tests. */
export function formatterForVite() {
  const id = `\0${NAME}`;
  return {
    name: 'formatter-code',
    enforce: 'pre',
    resolveId: (name) => (name === NAME ? id : undefined),
    load: (name) => (name === id ? moduleText() : undefined),
  };
}

// The code of the notification formatter, as it stands in the template of the hub: one text a language.
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const NAME = 'metsuke:formatter-code';
const LANGUAGES = ['en', 'ja'];

/** CommonJS, because Lambda takes inline code as index.js. The AWS SDK is in Lambda's runtime. Readable on purpose. */
export async function bundleFormatter(language) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/notifications/lambda/${language}.ts`],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['@aws-sdk/*'],
    plugins: [ruleFacts],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** `metsuke:rule-facts/en`: of the catalogue of Config rules, what a message says, in one language. */
const ruleFacts = {
  name: 'rule-facts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^metsuke:rule-facts\// }, ({ path }) => ({ path, namespace: 'rule-facts' }));
    onLoad({ filter: /.*/, namespace: 'rule-facts' }, async ({ path }) => {
      const { MANAGED_RULES } = await importSource('src/rules/managed-rules.ts');
      const { ruleFactsOf } = await importSource('src/notifications/rule-facts.ts');
      const facts = ruleFactsOf(MANAGED_RULES, path.split('/').at(-1));
      return { contents: `export const RULE_FACTS = ${JSON.stringify(facts)};`, loader: 'js' };
    });
  },
};

async function importSource(file) {
  const options = { absWorkingDir: root, entryPoints: [file], bundle: true, write: false, format: 'esm' };
  const { outputFiles } = await build(options);
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

/**
 * Compressed: a template has 51,200 bytes, and CloudFormation gives templates back with question marks for Japanese, so
 * that every plan would see a change. It unpacks to code with all its names: see docs/notifications.md.
 */
export function packFormatter(code) {
  // Deflate would leave the template no room: Brotli is a sixth smaller.
  const packed = brotliCompressSync(code, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
    },
  }).toString('base64');
  return [
    "// Metsuke's notification formatter, compressed. This unpacks it; docs/notifications.md says how to read it.",
    "const { brotliDecompressSync } = require('node:zlib');",
    `const code = brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString();`,
    "new Function('require', 'module', 'exports', code + '\\n//# sourceURL=formatter.js')(require, module, exports);",
  ].join('\n');
}

async function moduleText() {
  const codes = await Promise.all(
    LANGUAGES.map(async (language) => [language, packFormatter(await bundleFormatter(language))]),
  );
  return `export const FORMATTER_CODE = ${JSON.stringify(Object.fromEntries(codes))};`;
}

/** `metsuke:formatter-code` for the build. */
export function formatterForEsbuild() {
  return {
    name: 'formatter-code',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^metsuke:formatter-code$/ }, ({ path }) => ({ path, namespace: 'formatter-code' }));
      onLoad({ filter: /.*/, namespace: 'formatter-code' }, async () => ({
        contents: await moduleText(),
        loader: 'js',
      }));
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

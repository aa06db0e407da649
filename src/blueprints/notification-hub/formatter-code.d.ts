/** Made by scripts/formatter-code.mjs when the command line is built or tests begin. */
declare module 'metsuke:formatter-code' {
  /** What stands in the template, by language of the messages. */
  export const FORMATTER_CODE: Readonly<Record<'en' | 'ja', string>>;
}

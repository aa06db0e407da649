import { parse } from 'csv-parse/sync';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/** Cells of a file as a spreadsheet saves it: with a mark at the beginning or not, separated by commas, semicolons or tabs. */
export function parseCsv(file: Uint8Array): readonly (readonly string[])[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    const [, delimiter = ','] = /^"?\w+"?([,;\t])/.exec(text) ?? [];
    return parse(text, { delimiter, skipEmptyLines: true, relaxColumnCount: true });
  } catch (error) {
    throw new MetsukeError('usage', say`The file is no CSV in UTF-8.`, {
      hint: say`Save it as "CSV UTF-8" in your spreadsheet.`,
      cause: error,
    });
  }
}

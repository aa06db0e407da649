import { type Column, toCsv, toJson } from '../../view/columns.ts';
import { usePage } from '../context.ts';
import { download } from './download.ts';

interface ExportsProps<Of> {
  /** Of the file, without its end. */
  readonly name: string;
  readonly rows: readonly Of[];
  readonly columns: readonly Column<Of>[];
}

/** The rows in sight, to be taken along. */
export function Exports<Of>({ name, rows, columns }: ExportsProps<Of>) {
  const { say } = usePage();
  return (
    <>
      <button type="button" onClick={() => download(`${name}.csv`, toCsv(rows, columns), 'text/csv;charset=utf-8')}>
        {say('csv')}
      </button>
      <button type="button" onClick={() => download(`${name}.json`, toJson(rows, columns), 'application/json')}>
        {say('json')}
      </button>
    </>
  );
}

import type { CellState } from '../../view/matrix.ts';
import { bandOf } from '../../view/severity.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';

/** A shape for each state, so that nobody needs to tell colours apart. */
const SHAPES = {
  bad: '✕',
  good: '✓',
  unknown: '?',
  left: '○',
  soon: '◷',
  violated: '✕',
  excepted: '◇',
  compliant: '✓',
  silent: '–',
  current: '✓',
  outdated: '○',
  failed: '✕',
  inoperable: '✕',
  running: '◌',
  suspended: '–',
} as const;
export type Shape = keyof typeof SHAPES;

export function Mark({ shape }: { readonly shape: Shape }) {
  return (
    <span class={`mark ${shape}`} aria-hidden="true">
      {SHAPES[shape]}
    </span>
  );
}

export function Severity({ of }: { readonly of: number }) {
  const { say } = usePage();
  const band = bandOf(of);
  return (
    <span class={`severity ${band}`}>
      {say(band)} {of}
    </span>
  );
}

export const STATE_WORDS: Readonly<Record<CellState, Word>> = {
  violated: 'stateViolated',
  excepted: 'stateExcepted',
  compliant: 'stateCompliant',
  silent: 'stateSilent',
};

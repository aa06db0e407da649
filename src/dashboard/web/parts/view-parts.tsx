import { formatPlace, type Part } from '../../view/place.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';

interface ViewPartsProps {
  readonly label: Word;
  /** What each is called; the first is shown without saying so. */
  readonly parts: readonly { readonly part: Part | undefined; readonly word: Word }[];
}

/** A view of several lists shows one of them, which the address names. */
export function ViewParts({ label, parts }: ViewPartsProps) {
  const { place, say } = usePage();
  const [first] = parts;
  const shown = parts.find(({ part }) => part === place.show) ?? first;
  return (
    <nav class="parts" aria-label={say(label)}>
      {parts.map(({ part, word }) => (
        <a
          key={word}
          href={formatPlace({ view: place.view, show: part })}
          aria-current={part === shown?.part ? 'true' : undefined}
        >
          {say(word)}
        </a>
      ))}
    </nav>
  );
}

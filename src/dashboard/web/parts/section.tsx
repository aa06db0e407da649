import type { ComponentChildren } from 'preact';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { Mark } from './mark.tsx';

type AnySection = { readonly state: 'read' } | { readonly state: 'not-read'; readonly reason: string };

/** What was read; or that it was not, and why, where it would stand. */
export function Section<Of extends AnySection>({
  word,
  section,
  children,
}: {
  readonly word: Word;
  readonly section: Of;
  readonly children: (read: Extract<Of, { state: 'read' }>) => ComponentChildren;
}) {
  const { say } = usePage();
  if (section.state === 'not-read') {
    return (
      <section>
        <h1>{say(word)}</h1>
        <p class="not-read">
          <Mark shape="unknown" /> {say('doUnread', { source: say(word), reason: section.reason })}
        </p>
      </section>
    );
  }
  return (
    <section>
      <h1>{say(word)}</h1>
      {children(section as Extract<Of, { state: 'read' }>)}
    </section>
  );
}

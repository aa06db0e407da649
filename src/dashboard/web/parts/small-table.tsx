import type { ComponentChildren } from 'preact';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';

interface SmallTableProps {
  readonly title: Word;
  readonly headings: readonly Word[];
  /** Its rows. */
  readonly children: ComponentChildren;
}

/** A table of few rows, all of which are drawn. */
export function SmallTable({ title, headings, children }: SmallTableProps) {
  const { say } = usePage();
  return (
    <>
      <h2>{say(title)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="scroll short" tabIndex={0} aria-label={say(title)}>
        <table>
          <thead>
            <tr>
              {headings.map((word) => (
                <th scope="col" key={word}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </>
  );
}

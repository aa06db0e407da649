import { visibleShort } from '../../../domain/text/visible.ts';

/** What others wrote, on the page: nothing in it is hidden or obeyed, and it ends somewhere. */
export function shown(text: string, longest = 300): string {
  return visibleShort(text, longest);
}

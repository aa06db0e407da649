import { options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Rows that a printed list has at most. */
export const PRINT_ROWS = 2_000;

/** True while the page is printed: then a list has all its rows, not only those of its window. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    // The browser takes the page as it is when the listener returns: drawing must not wait.
    const set = (next: boolean): void => {
      const before = options.debounceRendering;
      options.debounceRendering = (draw) => draw();
      setPrinting(next);
      if (before) options.debounceRendering = before;
      else delete options.debounceRendering;
    };
    const begin = (): void => set(true);
    const end = (): void => set(false);
    const follow = ({ matches }: MediaQueryListEvent): void => set(matches);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    media.addEventListener('change', follow);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      media.removeEventListener('change', follow);
    };
  }, []);
  return printing;
}

import { useEffect, useRef, useState } from 'preact/hooks';

/** Beyond what is seen, so that scrolling shows no gaps. */
const BEYOND = 8;

/** Which of many rows of one height are seen in a container that scrolls. */
export function useWindow(count: number, rowHeight: number) {
  const container = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight || 800 });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const first = Math.max(0, Math.min(Math.floor(seen.top / rowHeight), count) - BEYOND);
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + BEYOND);
  const scrollTo = (row: number): void => {
    const element = container.current;
    if (element === null) return;
    const top = row * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * rowHeight - element.clientHeight;
  };
  return { container, first, last, scrollTo };
}

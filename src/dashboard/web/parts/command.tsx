import { useState } from 'preact/hooks';
import { usePage } from '../context.ts';
import { shown } from './text.ts';

/** To be copied. */
export function Command({ text }: { readonly text: string }) {
  const { say } = usePage();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span class="command">
      <code>{shown(text, 500)}</code>
      <button type="button" onClick={copy} aria-label={`${say('copy')}: ${text}`}>
        {say(copied ? 'copied' : 'copy')}
      </button>
    </span>
  );
}

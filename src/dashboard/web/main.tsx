import { render } from 'preact';
import type { Posture } from '../posture/schema.ts';
import { tell } from '../view/words/tell.ts';
import { App } from './app.tsx';
import { readEmbedded } from './data.ts';
import { firstLanguage, firstTheme } from './settings.ts';

const root = document.getElementById('app');
document.documentElement.dataset['theme'] = firstTheme();

function show(posture: Posture): void {
  if (root === null) return;
  root.textContent = '';
  // A plan was named to be read: it comes first, unless the address says otherwise.
  if (posture.plan.state === 'read' && location.hash === '') history.replaceState(null, '', '#/deployment');
  render(<App first={posture} />, root);
}

readEmbedded().then(show, (error: unknown) => {
  if (root) root.textContent = tell(firstLanguage(), 'broken', { reason: String(error) });
});

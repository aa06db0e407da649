import { useState } from 'preact/hooks';
import type { Posture } from '../../posture/schema.ts';
import type { Language } from '../../view/words/tell.ts';
import { usePage } from '../context.ts';
import { readAnew, refreshAddress } from '../data.ts';
import type { Theme } from '../settings.ts';
import { moment } from './moment.ts';

interface HeaderProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onLanguage: (language: Language) => void;
  readonly onPosture: (posture: Posture) => void;
}

export function Header({ theme, onTheme, onLanguage, onPosture }: HeaderProps) {
  const { posture, language, say } = usePage();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header>
      <p class="brand">
        <strong>Metsuke</strong> <span lang="ja">目付</span> <span class="muted">{posture.organization.id}</span>
      </p>
      <p class="muted">{say('readAt', { at: moment(posture.at, language) })}</p>
      <div class="tools">
        <Refresh onPosture={onPosture} />
        <button type="button" onClick={() => print()}>
          {say('print')}
        </button>
        <button type="button" onClick={() => onTheme(other)}>
          {say(other)}
        </button>
        <button
          type="button"
          lang={language === 'en' ? 'ja' : 'en'}
          onClick={() => onLanguage(language === 'en' ? 'ja' : 'en')}
        >
          {say('language')}
        </button>
      </div>
    </header>
  );
}

function Refresh({ onPosture }: Pick<HeaderProps, 'onPosture'>) {
  const { say } = usePage();
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });
  const address = refreshAddress();
  if (address === null) return null;
  const refresh = async (): Promise<void> => {
    setState({ busy: true, problem: null });
    try {
      onPosture(await readAnew(address));
      setState({ busy: false, problem: null });
    } catch (error) {
      setState({ busy: false, problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <button type="button" disabled={state.busy} onClick={() => void refresh()}>
        {say(state.busy ? 'refreshing' : 'refresh')}
      </button>
      <span role="status">{state.problem === null ? '' : say('refreshFailed', { reason: state.problem })}</span>
    </>
  );
}

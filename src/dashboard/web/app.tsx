import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Posture } from '../posture/schema.ts';
import { adviseOn } from '../view/advice.ts';
import { makeDirectory } from '../view/directory.ts';
import { baseStates } from '../view/matrix.ts';
import { VIEWS } from '../view/place.ts';
import { findingRows, instanceRows, violationRows } from '../view/rows.ts';
import type { Word } from '../view/words/en.ts';
import { type Language, tell, type Values } from '../view/words/tell.ts';
import { type Page, PageContext } from './context.ts';
import { Header } from './parts/header.tsx';
import { firstLanguage, firstTheme, keep, type Theme, usePlace } from './settings.ts';
import { ActivityView } from './views/activity.tsx';
import { ComplianceView } from './views/compliance.tsx';
import { DeploymentView } from './views/deployment.tsx';
import { EvidenceView } from './views/evidence.tsx';
import { FindingsView } from './views/findings.tsx';
import { FleetView } from './views/fleet.tsx';
import { Overview } from './views/overview.tsx';

const SHOWN = {
  overview: Overview,
  compliance: ComplianceView,
  findings: FindingsView,
  deployment: DeploymentView,
  fleet: FleetView,
  activity: ActivityView,
  evidence: EvidenceView,
} as const;

/** A posture that was read anew takes the place of the first one; where the reader is stays in the address. */
export function App({ first }: { readonly first: Posture }) {
  const [posture, setPosture] = useState(first);
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [theme, setTheme] = useState<Theme>(firstTheme);
  const place = usePlace();
  const known = useMemo(() => prepare(posture), [posture]);
  const say = useMemo(() => (word: Word, values?: Values) => tell(language, word, values), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${say(place.view)} · ${say('title', { organization: posture.organization.id })}`;
  }, [language, place.view, posture]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const page: Page = { ...known, posture, place, language, say };
  const View = SHOWN[place.view];
  return (
    <PageContext.Provider value={page}>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {say('skip')}
      </button>
      <Header
        theme={theme}
        onTheme={(next) => {
          keep('theme', next);
          setTheme(next);
        }}
        onLanguage={(next) => {
          keep('language', next);
          setLanguage(next);
        }}
        onPosture={setPosture}
      />
      <nav aria-label={say('views')}>
        {VIEWS.map((view) => (
          <a key={view} href={`#/${view}`} aria-current={view === place.view ? 'page' : undefined}>
            {say(view)}
          </a>
        ))}
      </nav>
      <main id="content" tabIndex={-1}>
        <View />
      </main>
    </PageContext.Provider>
  );
}

/** Lists are made when a view needs them first: the overview of a large organization does not wait for them. */
function prepare(posture: Posture) {
  const directory = makeDirectory(posture);
  return {
    directory,
    advice: adviseOn(posture),
    violations: once(() => violationRows(posture, directory)),
    findings: once(() => findingRows(posture, directory)),
    instances: once(() => instanceRows(posture, directory)),
    base: once(() => baseStates(posture)),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

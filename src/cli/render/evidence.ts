import { retell, say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { type EvidenceFinding, type EvidenceNote, MEANING } from '../../evidence/evidence-finding.ts';
import type { PlaceResult } from '../../evidence/place-result.ts';
import type { Verification } from '../../evidence/verify.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Span } from './pieces.ts';
import { renderTable } from './table.ts';
import { paragraph } from './wrap.ts';

type Style = Terminal['style'];

/** More than these of one place are counted; `--json` has them. */
const SHOWN = 50;

export function renderVerification(verification: Verification, view: View): string {
  const { places, location, keySource, findingCount } = verification;
  const { style, screen } = view;
  const findings = places.flatMap((place) => place.findings.slice(0, SHOWN));
  const lines = [
    ...paragraph(say`${location}, signatures checked with the keys of ${keySource}`, screen),
    '',
    renderPlaces(places, view),
    ...(findings.length > 0 ? ['', ...findings.flatMap((finding) => renderFinding(finding, view))] : []),
    ...renderRest(findingCount - findings.length),
    ...renderNotes(
      places.flatMap(({ notes }) => notes),
      view,
    ),
    '',
    ...paragraph(conclusionOf(verification, style), screen),
    ...(findingCount === 0 ? paragraph(say`Nothing was changed, removed or inserted.`, screen) : []),
  ];
  return `${lines.join('\n')}\n`;
}

const COLUMNS = [
  { title: say`account`, priority: 3 },
  { title: say`region`, priority: 2 },
  { title: say`digests` },
  { title: say`log files` },
  { title: say`proven`, priority: 1 },
  { title: say`from`, priority: -1 },
  { title: say`to`, priority: -1 },
  { title: say`findings`, priority: 1 },
];

function renderPlaces(places: readonly PlaceResult[], view: View): string {
  const rows = places.map((place) => ({
    cells: [
      place.account,
      place.region,
      String(place.digests),
      String(place.logs),
      String(place.provenLogs),
      minuteOf(place.from),
      minuteOf(place.to),
      place.findingCount === 0 ? say`none` : String(place.findingCount),
    ],
    paint: place.findingCount === 0 ? undefined : view.style.red,
  }));
  return renderTable({ columns: COLUMNS, rows }, view);
}

function minuteOf(time: string | null): string {
  return time === null ? '–' : `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

function renderFinding(
  { kind, key, account, region, time, message }: EvidenceFinding,
  { style, screen }: View,
): readonly string[] {
  const { width } = screen;
  return [
    ...paragraph([{ text: kind, paint: style.red }, { text: ` ${account} ${region} ${time}` }], { width, rest: '  ' }),
    ...paragraph(key, { width, first: '  ' }),
    ...paragraph(retell(message), { width, first: '  ' }),
    ...paragraph([{ text: retell(MEANING[kind]), paint: style.dim }], { width, first: '  ' }),
  ];
}

function renderRest(hidden: number): readonly string[] {
  return hidden > 0 ? [say`… and ${countOf(hidden, 'finding')} more; --json has them.`] : [];
}

/** The same note of many places is one line. */
function renderNotes(notes: readonly EvidenceNote[], { style, screen }: View): readonly string[] {
  const lines = notes.flatMap(({ kind, account, region, message, count }) => {
    const times = count > 1 ? ` (${count})` : '';
    const text = ` ${account} ${region} ${retell(message)}${times}`;
    return paragraph([{ text: kind, paint: style.yellow }, { text }], { width: screen.width, rest: '  ' });
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

function conclusionOf({ places, findingCount, span, asOf }: Verification, style: Style): readonly Span[] {
  const sum = (count: (place: PlaceResult) => number): number => places.reduce((all, place) => all + count(place), 0);
  const digests = countOf(
    sum(({ digests: each }) => each),
    'digest',
  );
  const logs = countOf(
    sum(({ logs: each }) => each),
    'log file',
  );
  const period =
    span.from || span.to ? say`, delivered ${span.from ?? say`since the beginning`} to ${span.to ?? asOf}` : '';
  const what = say`${digests} and ${logs} in ${countOf(places.length, 'account × region', 'accounts × regions')}${period}.`;
  return findingCount === 0
    ? [{ text: say`Proven:`, paint: style.green }, { text: ` ${what}` }]
    : [{ text: countOf(findingCount, 'finding'), paint: style.red }, { text: ` ${say`in ${what}`}` }];
}

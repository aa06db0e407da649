import { type EvidenceFinding, type EvidenceNote, MEANING } from '../../evidence/evidence-finding.ts';
import type { PlaceResult } from '../../evidence/place-result.ts';
import type { Verification } from '../../evidence/verify.ts';
import type { Terminal } from '../terminal.ts';
import { alignRows, countOf } from './text.ts';

type Style = Terminal['style'];

/** More than these of one place are counted; `--json` has them. */
const SHOWN = 50;

export function renderVerification(verification: Verification, style: Style): string {
  const { places, location, keySource, findingCount } = verification;
  const findings = places.flatMap((place) => place.findings.slice(0, SHOWN));
  const lines = [
    `${location}, signatures checked with the keys of ${keySource}`,
    '',
    ...renderPlaces(places, style),
    ...(findings.length > 0 ? ['', ...findings.flatMap((finding) => renderFinding(finding, style))] : []),
    ...renderRest(findingCount - findings.length),
    ...renderNotes(
      places.flatMap(({ notes }) => notes),
      style,
    ),
    '',
    renderConclusion(verification, style),
  ];
  return `${lines.join('\n')}\n`;
}

function renderPlaces(places: readonly PlaceResult[], style: Style): readonly string[] {
  const header = ['account', 'region', 'digests', 'log files', 'proven', 'from', 'to', 'findings'];
  const rows = places.map((place) => [
    place.account,
    place.region,
    String(place.digests),
    String(place.logs),
    String(place.provenLogs),
    minuteOf(place.from),
    minuteOf(place.to),
    place.findingCount === 0 ? 'none' : String(place.findingCount),
  ]);
  return alignRows([header, ...rows]).map((line, index) => {
    if (index === 0) return style.dim(line);
    return places[index - 1]?.findingCount === 0 ? line : style.red(line);
  });
}

function minuteOf(time: string | null): string {
  return time === null ? '–' : `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

function renderFinding(
  { kind, key, account, region, time, message }: EvidenceFinding,
  style: Style,
): readonly string[] {
  return [
    `${style.red(kind)} ${account} ${region} ${time}`,
    `  ${key}`,
    `  ${message}`,
    `  ${style.dim(MEANING[kind])}`,
  ];
}

function renderRest(hidden: number): readonly string[] {
  return hidden > 0 ? [`… and ${countOf(hidden, 'finding')} more; --json has them.`] : [];
}

/** The same note of many places is one line. */
function renderNotes(notes: readonly EvidenceNote[], style: Style): readonly string[] {
  const lines = notes.map(({ kind, account, region, message, count }) =>
    [style.yellow(kind), account, region, message, count > 1 ? `(${count})` : ''].join(' ').trimEnd(),
  );
  return lines.length > 0 ? ['', ...lines] : [];
}

function renderConclusion({ places, findingCount, span, asOf }: Verification, style: Style): string {
  const sum = (count: (place: PlaceResult) => number): number => places.reduce((all, place) => all + count(place), 0);
  const digests = countOf(
    sum(({ digests: each }) => each),
    'digest',
  );
  const logs = countOf(
    sum(({ logs: each }) => each),
    'log file',
  );
  const period = span.from || span.to ? `, delivered ${span.from ?? 'since the beginning'} to ${span.to ?? asOf}` : '';
  const what = `${digests} and ${logs} in ${countOf(places.length, 'account × region', 'accounts × regions')}${period}`;
  return findingCount === 0
    ? `${style.green('Proven:')} ${what}. Nothing was changed, removed or inserted.`
    : `${style.red(countOf(findingCount, 'finding'))} in ${what}.`;
}

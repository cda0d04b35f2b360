import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';
import type { RunCharts } from './charts/run-charts.ts';

/** Places of the document that hold pictures: `lead` and `plan` those of the body, the others those of the appendix. */
export const SLOTS = [
  'lead',
  'plan',
  'load',
  'time',
  'server',
  'shapes',
  'phases',
  'requests',
  'errors',
  'answers',
] as const;
/** Those of the body. */
export const BODY_SLOTS = ['lead', 'plan'] as const;
export type Slot = (typeof SLOTS)[number];

/** What each slot holds. */
export const bySlot = <Value>(of: (slot: Slot) => Value): Record<Slot, Value> => ({
  lead: of('lead'),
  plan: of('plan'),
  load: of('load'),
  time: of('time'),
  server: of('server'),
  shapes: of('shapes'),
  phases: of('phases'),
  requests: of('requests'),
  errors: of('errors'),
  answers: of('answers'),
});

/** What stands in a slot of a run (by its number); empty for nothing. */
export interface Pictures {
  readonly ofRun: (run: number, slot: Slot) => string;
}

export const NO_PICTURES: Pictures = { ofRun: () => '' };

/** Charts of the whole run by the slot in which they stand. */
export function chartsIn({ load, phases, requests, errors, server, scopes }: RunCharts, slot: Slot): readonly Chart[] {
  const whole = scopes[0]?.charts ?? [];
  const of = (...ids: string[]) => whole.filter(({ id }) => ids.includes(id));
  switch (slot) {
    case 'lead':
      return of('latency').slice(0, 1);
    case 'plan':
      return load.slice(-1);
    case 'load':
      return load;
    case 'time':
      return of('latency', 'throughput', 'vus');
    case 'server':
      return server;
    case 'shapes':
      return of('scaling', 'latency-throughput', 'histogram', 'spectrum');
    case 'phases':
      return phases;
    case 'requests':
      return requests;
    case 'errors':
      return errors;
    case 'answers':
      return [];
  }
}

/** A picture that lies beside the report. */
export interface PictureFile {
  readonly name: string;
  readonly chart: Chart;
}

/** Pictures as files in a folder beside the markdown: which there are, and what stands in the document. */
export function pictureFiles(
  runs: readonly RunCharts[],
  folder: string,
  extension: 'svg' | 'png',
  language: Language,
  shown: ReadonlySet<Slot> = new Set(SLOTS),
): { files: PictureFile[]; pictures: Pictures } {
  const nameOf = (prefix: string, chart: Chart) => `${prefix}${chart.id}.${extension}`;
  const line = (prefix: string) => (chart: Chart) =>
    `![${plain(chart.title[language])}](${folder}/${nameOf(prefix, chart)})`;
  const prefixOf = (run: number) => (runs.length > 1 ? `${run + 1}-` : '');
  const placed = runs.map((charts) => placesOf(charts, shown));
  return {
    files: [
      ...placed.flatMap((places, run) =>
        SLOTS.flatMap((slot) => places[slot].map((chart) => ({ name: nameOf(prefixOf(run), chart), chart }))),
      ),
    ],
    pictures: {
      ofRun: (run, slot) => (placed[run]?.[slot] ?? []).map(line(prefixOf(run))).join('\n\n'),
    },
  };
}

/** Charts of a run by their places, each in the first place that takes it. */
function placesOf(charts: RunCharts, shown: ReadonlySet<Slot>): Record<Slot, Chart[]> {
  const taken = new Set<string>();
  return bySlot((slot) => {
    const own = shown.has(slot) ? chartsIn(charts, slot).filter(({ id }) => !taken.has(id)) : [];
    for (const { id } of own) taken.add(id);
    return own;
  });
}

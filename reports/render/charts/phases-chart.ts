import type { AnalysedRun } from '../../model/analysed.ts';
import type { Scope } from '../../model/measurement.ts';
import * as format from '../../text/format.ts';
import type { Chart, Color } from './chart.ts';
import { both, named } from './texts.ts';

const PHASES = ['blocked', 'connecting', 'tls', 'sending', 'waiting', 'receiving'] as const;
const COLORS: readonly Color[] = ['gray', 'purple', 'red', 'sky', 'orange', 'green'];
const MOST_ROWS = 12;

function phaseMeans({ blockedMs, connectingMs, tlsMs, sendingMs, waitingMs, receivingMs }: Scope) {
  const [connecting, tls] = [connectingMs?.avg ?? 0, tlsMs?.avg ?? 0];
  // k6 counts connecting and TLS within blocked, too.
  const blocked = Math.max(0, (blockedMs?.avg ?? 0) - connecting - tls);
  return {
    blocked,
    connecting,
    tls,
    sending: sendingMs?.avg ?? 0,
    waiting: waitingMs?.avg ?? 0,
    receiving: receivingMs?.avg ?? 0,
  };
}

/** Scenarios, then the endpoints that take longest: what takes part in the chart, and how many do not. */
function partsOf({ measured: { scenarios, endpoints = {} } }: AnalysedRun) {
  const known = (scopes: Readonly<Record<string, Scope>>) => {
    const own = Object.entries(scopes).filter(([, scope]) => scope.waitingMs?.avg !== undefined);
    // The only one of its kind is the whole.
    return own.length > 1 ? own : [];
  };
  const slowest = known(endpoints).toSorted(([, a], [, b]) => (b.waitingMs?.avg ?? 0) - (a.waitingMs?.avg ?? 0));
  const parts = [...known(scenarios), ...slowest];
  return { parts: parts.slice(0, MOST_ROWS), left: Math.max(0, parts.length - MOST_ROWS) };
}

/** A phase of less than this (0–1) cannot be seen beside the others: one bar of one colour says nothing. */
const SEEN_SHARE = 0.03;

function hasTwoPhases(means: ReturnType<typeof phaseMeans>): boolean {
  const all = PHASES.reduce((sum, phase) => sum + means[phase], 0);
  return PHASES.filter((phase) => means[phase] > SEEN_SHARE * all).length > 1;
}

/**
 * Phases of a request, of all and of each scenario and endpoint; none where the output does not hold them, or where one of them is all
 * that can be seen (then the list of figures says it).
 */
export function phasesChart(run: AnalysedRun): Chart[] {
  const { total } = run.measured;
  if (total.waitingMs?.avg === undefined) return [];
  const { parts, left } = partsOf(run);
  const rows = [
    { name: both((words) => words.total), scope: total },
    ...parts.map(([name, scope]) => ({ name: named(name), scope })),
  ];
  const means = rows.map(({ scope }) => phaseMeans(scope));
  const [whole] = means;
  if (!means.some(hasTwoPhases)) return [];
  return [
    {
      id: 'phases',
      title: both(({ titles }) => titles.phases),
      text: both((words) =>
        words.texts.phases(PHASES.map((phase) => `${words.phases[phase]} ${format.duration(whole?.[phase] ?? 0)}`)),
      ),
      x: { name: named(''), unit: 'names', categories: rows.map(({ name }) => name) },
      y: { name: both(({ meanTime }) => meanTime), unit: 'ms' },
      isHorizontal: true,
      series: PHASES.map((phase, at) => ({
        name: both((words) => words.phases[phase]),
        kind: 'bar',
        color: COLORS[at] ?? 'gray',
        isStacked: true,
        points: means.map((own, row) => [row, own[phase]] as const),
      })),
      ...(left > 0 && { note: both((words) => words.partsLeft(String(left))) }),
    },
  ];
}

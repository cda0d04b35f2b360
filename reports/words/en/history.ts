import type { ChangePoint } from '../../model/history.ts';
import { count } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';
import type { history as ko } from '../ko/history.ts';

const FIGURES: Readonly<Record<ChangePoint['figure'], string>> = {
  p95: 'p95',
  tps: 'TPS',
  met: 'highest TPS in the goal',
};

const OF_REQUESTS = { med: 'median', p95: 'p95' } as const;

export const history = {
  title: 'Load test history',
  series: ({ title, profile, target, metrics }) =>
    [title, profile, target, ...metrics].filter((part) => part !== undefined).join(' · '),
  columns: ['Run', 'Verdict', 'TPS', 'Change', 'p95', 'Change', 'Errors', 'Delivered'],
  levelColumns: ['Run', 'Verdict', 'Highest TPS', 'Change', 'Highest TPS in the goal', 'Change', 'Errors', 'Delivered'],
  newest: (parts) =>
    parts.length === 1 && parts[0]?.runs === 1
      ? `Newest run: ${parts[0].verdict}`
      : `Newest runs: ${parts.map(({ verdict, runs }) => `${verdict} (${count(runs)})`).join(' · ')}`,
  changes: (isInBrackets) =>
    `A change${isInBrackets ? ' (in brackets)' : ''} is relative to the last valid run before it under the same conditions. Each run is a single measurement, so the error is unknown. Invalid and undecided runs are neither compared nor drawn.`,
  changePoint: ({ number, day, commit, figure, change, requests, more }) =>
    `From run ${number} on (${[day, ...(commit === undefined ? [] : [commit])].join(', ')}): ${FIGURES[figure]} ${change}${requests.length === 0 ? '' : `, requests that changed: ${requests.map((one) => `${one.name} ${OF_REQUESTS[one.figure]} ${one.change}`).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`}`,
  changePlace: (number, change) => `${change} from run ${number} on`,
  changePoints:
    '◆ marks a run from which on figures are others (E-divisive at 1 %, five runs or more on each side, seen again one run later). It decides nothing.',
  noSummary: 'No result',
  older: (runs) => `${runs} older runs are on the page.`,
  instead: (runs, folder) =>
    `A report of ${runs} runs is long. For one line a run, side by side: buha history ${folder === undefined ? 'FOLDER' : shellPath(folder)}`,
  keptPage: (file) => `${file} was not written by buha and was left as it is, so the history has no page.`,
  unfinished: (folder) =>
    `warning: the run in ${folder} did not end: buha was killed, or it is still running. It is left out; what it measured:  buha report ${shellPath(folder)}`,
  unreadable: (folder, fault) => `warning: the run ${folder} cannot be read and is left out. ${fault}`,
  charts: {
    p95: 'p95 over the runs',
    throughput: 'Throughput over the runs',
    most: 'Highest throughput over the runs',
    met: 'Highest throughput that met the goal, over the runs',
    deliveredTrend: 'Delivered share over the runs',
    failedTrend: 'Error rate over the runs',
    run: 'Run',
    delivered: 'Delivered',
    failed: 'Error rate',
    fromTo: ({ name, from, to, runs }) =>
      `${name.replace(/^t/, 'T')}: ${from} in the first of ${runs} runs, ${to} in the last.`,
  },
} satisfies typeof ko;

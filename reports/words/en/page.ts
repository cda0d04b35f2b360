import { about, count, level } from '../../text/format.ts';
import type { page as ko } from '../ko/page.ts';
import { vusText } from './load.ts';
import { multiple } from './times.ts';

export const page = {
  skip: 'Skip to the report',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'automatic', light: 'light', dark: 'dark' },
  copy: 'Copy as Markdown',
  copied: 'Copied',
  print: 'Print',
  contents: 'Contents',
  first: {
    api: 'API',
    script: 'Script',
    verdict: 'Verdict',
    multiple: 'p95 ÷ goal',
    goalMark: 'mark = goal',
    p95: 'p95 (goal)',
    failed: 'Error rate',
    tps: 'Throughput (TPS)',
    most: 'Highest throughput',
    knee: 'Stops growing at',
    met: 'Highest load that met the goal',
  },
  timesGoal: (figure) => `${multiple(figure)} the goal`,
  noGoal: 'no goal',
  runners: (count) => `outputs of ${count} runners merged`,
  unknown: 'unknown',
  levels: {
    most: ({ model, level: held, perSec, isGrowing }) =>
      `about ${about(perSec)}/s${isGrowing ? ' or more' : ''} (${model === 'open' ? `${level(held)}/s planned` : vusText(held)})`,
    noKnee: 'nowhere in the tested range',
    knee: ({ from, to }) => `${count(from)}–${count(to)} VUs`,
    met: ({ model, level: held, perSec }) =>
      `${model === 'open' ? `${level(held)}/s` : vusText(held)} (about ${about(perSec)}/s)`,
  },
  why: 'Bottleneck',
  untested: 'Load that was not tested',
  named: 'Requests and checks of note',
  nextSteps: 'Next steps',
  criterion: 'Decided by',
  result: 'Results',
  copyCommand: 'Copy the command',
  appendix: 'Appendix',
  unfold: 'Unfold all',
  fold: 'Fold all',
  scenario: 'Scenario',
  whole: 'all',
  answers: 'By request',
  columns: ['Scenario', 'Request', 'Status', 'Count', 'Mean', 'Median', 'p90', 'p95', 'p99', 'Max'],
  noAnswer: 'no answer',
  packed:
    "The rest is packed, so that the file stays small. If it does not unfold in a moment, allow this file's script in your browser.",
  search: 'Search errors',
  noSamples:
    'Charts over time and distributions need raw samples: run k6 with --out csv=samples.csv.gz and name that file, too.',
  table: (heading) => `Table: ${heading}`,
  zoom: 'Time axis',
  zooms: { in: 'zoom in', out: 'zoom out', back: 'earlier', on: 'later', all: 'show all' },
  figures: 'Show the figures',
} satisfies typeof ko;

import type { page as ko } from '../ko/page.ts';

export const page = {
  skip: 'Skip to the report',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'automatic', light: 'light', dark: 'dark' },
  copy: 'Copy as Markdown',
  copied: 'Copied',
  print: 'Print',
  success: 'Success rate',
  judged: 'Judged by',
  tps: 'Throughput (TPS)',
  median: 'Median',
  p95: (goal) => `p95 (goal ${goal})`,
  delivered: 'Delivered',
  scenario: 'Scenario',
  whole: 'all',
  answers: 'By request',
  columns: ['Scenario', 'Request', 'Status', 'Count', 'Mean', 'Median', 'p90', 'p95', 'p99', 'Max'],
  noAnswer: 'no answer',
  answersLeft: (shown, of) => `The ${shown} most frequent of ${of} are shown.`,
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

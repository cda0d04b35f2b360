import type { summary as ko } from '../ko/summary.ts';
import { answersText } from './findings-answers.ts';

export const summary = {
  note: 'Note',
  success: 'Success',
  tps: 'Throughput (TPS)',
  latency: 'Response time',
  judged: 'Judged by',
  delivered: 'Delivered',
  steps: 'Look at first',
  requests: ({ requests, failed }) =>
    failed === undefined ? `${requests} requests` : `${requests} requests, ${failed} failed`,
  apart: 'Answers',
  missed: 'Missed',
  failed: 'Failed answers',
  answers: answersText,
  times: ({ avg, p95, p99, goal, isWeak }) =>
    `mean ${avg} · p95 ${p95}${goal === undefined ? '' : ` (goal ${goal})`} · p99 ${p99}${isWeak ? ' (* too few samples)' : ''}`,
  files: {
    report: 'Report',
    page: 'Page',
    json: 'JSON',
    history: 'History',
    verdict: 'Verdict',
    picture: 'Picture',
    options: 'k6 options',
  },
  table: ['API', 'Verdict', 'TPS', 'p95', 'Failed', 'Delivered'],
} satisfies typeof ko;

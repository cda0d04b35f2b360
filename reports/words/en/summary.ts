import type { LevelFigures } from '../../model/finding-figures.ts';
import { count, level as exactLevel, rate } from '../../text/format.ts';
import type { summary as ko } from '../ko/summary.ts';
import { answersText } from './findings-answers.ts';

const level = ({ model, level: held, perSec }: LevelFigures) =>
  `${model === 'open' ? `${exactLevel(held)}/s planned` : `${count(held)} VUs`} (${rate(perSec)}/s)`;

export const summary = {
  capacity: {
    mostLabel: 'Peak throughput',
    most: ({ perSec, vus }) => `${rate(perSec)}/s (${count(vus)} VUs)`,
    metLabel: 'Goal met up to',
    met: ({ met, missed }) => {
      if (met) return level(met);
      return missed?.because === 'not-delivered'
        ? 'cannot be told (the planned load did not run)'
        : 'none (the lowest level missed it)';
    },
  },
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

import type { LevelFigures } from '../../model/finding-figures.ts';
import { aboutShare, level as exactLevel, rate } from '../../text/format.ts';
import type { summary as ko } from '../ko/summary.ts';
import { answersText } from './findings-answers.ts';
import { vusText } from './load.ts';

const level = ({ model, level: held, perSec }: LevelFigures) =>
  `${model === 'open' ? `${exactLevel(held)}/s planned` : vusText(held)} (${rate(perSec)}/s)`;

export const summary = {
  capacity: {
    mostLabel: 'Peak throughput',
    most: ({ model, level, perSec, isGrowing }) =>
      `${rate(perSec)}/s${isGrowing ? ' or more' : ''} (${model === 'open' ? `${exactLevel(level)}/s planned` : vusText(level)})`,
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
  steps: 'Next steps',
  stepCommand: (number, command) => `Step ${number}:  ${command}`,
  requests: ({ requests, failed }) =>
    failed === undefined ? `${requests} requests` : `${requests} requests, ${failed} failed`,
  apart: 'Answers',
  missed: 'Missed',
  failed: 'Failed answers',
  byRequest: 'By request',
  ofRequest: ({ name, p95, time, failed }) =>
    [
      `${name}${p95 === undefined ? '' : ` p95 ${p95}`}`,
      ...(time === undefined ? [] : [`${aboutShare(time)} of response time`]),
      ...(failed === undefined ? [] : [`${aboutShare(failed)} failed`]),
    ].join(', '),
  failedChecks: 'Failed checks',
  failedCheck: (check, ratio) => `${check} ${aboutShare(ratio)}`,
  answers: answersText,
  p95: ({ p95, goal, within, multiple, isOfAll }) =>
    `p95${within === undefined ? '' : ` of ${within}`}${isOfAll ? ' (failures included)' : ''} ${p95}${goal === undefined ? '' : multiple === undefined ? ` (goal ${goal})` : ` (${multiple}× the goal of ${goal})`}`,
  times: ({ p95, med, p99, isWeak, isApart }) =>
    `${p95} · ${isApart ? 'successes' : 'whole run'}: median ${med}, p99 ${p99}${isWeak ? ' (* too few samples)' : ''}`,
  limit: (limit, multiple) => (multiple === undefined ? `goal ${limit}` : `${multiple}× the goal of ${limit}`),
  throughput: (perSec) => `throughput ${perSec}`,
  errors: (ratio, answers) => `error rate ${ratio}${answers === undefined ? '' : `: ${answers}`}`,
  partly: (share) => `${share} ran`,
  multiple: (times) => `${times}×`,
  met: 'met',
  files: {
    report: 'Report',
    page: 'Page',
    json: 'JSON',
    pdf: 'PDF',
    history: 'History',
    verdict: 'Verdict',
    picture: 'Picture',
    options: 'k6 options',
  },
  table: ['API', 'Verdict', 'p95', '× goal', 'Errors', 'TPS'],
} satisfies typeof ko;

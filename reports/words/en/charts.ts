import type { charts as ko } from '../ko/charts.ts';
import { k6ErrorName } from './k6-error-codes.ts';
import { vusOf } from './load.ts';

const amount = (unit: 'vus' | 'perSec', figure: string) => (unit === 'vus' ? vusOf(figure) : `${figure} per second`);

export const charts = {
  seconds: 'seconds since the start',
  virtualUsers: 'virtual users (VUs)',
  iterationsPerSec: 'iterations per second',
  throughput: 'throughput (TPS)',
  responseTime: 'response time',
  sessionLength: 'session length',
  sessionsPerSec: 'sessions per second',
  requests: 'requests',
  percentile: 'percentile',
  planned: 'planned',
  ran: 'ran',
  deliverable: (scenario, perSec) => `${scenario}, deliverable (at most ${perSec}/s)`,
  ofPeak: 'Load, of the peak of its scenario',
  ranInAll: 'ran (in all)',
  sendable: 'most that the VU limit can send',
  sendableMost: (ceiling) => `limit about ${ceiling}`,
  plannedMost: (planned) => `planned ${planned}`,
  ranMost: (ran) => `ran ${ran} at most`,
  dropped: 'dropped iterations',
  median: 'median',
  goal: (statistic, limit) => `${statistic} goal ${limit}`,
  goalOfAll: (statistic, limit) => `${statistic} goal ${limit} (failures included)`,
  peak: (value) => `peak ${value}`,
  measuredLevels: 'levels held',
  curve: 'scalability curve (USL)',
  saturation: (vus) => `saturation at about ${vus}`,
  saturationBetween: (from, to) => `saturation between ${from} and ${to}`,
  capacity: (perSec) => `highest throughput ${perSec}`,
  everySecond: 'each second',
  heldLevels: 'levels held',
  phases: {
    blocked: 'blocked (without connecting, TLS)',
    connecting: 'connecting',
    tls: 'TLS',
    sending: 'sending',
    waiting: 'waiting for the server',
    receiving: 'receiving',
  },
  total: 'all',
  error: (status, errorCode) =>
    status === 0
      ? `no answer${errorCode === undefined ? '' : ` (${k6ErrorName(errorCode) ?? errorCode})`}`
      : `status ${status}`,
  otherErrors: (kinds) => `${kinds} other kinds`,
  failedPer: (seconds) => (seconds === '1' ? 'failures per second' : `failures in ${seconds} s`),
  meanTime: 'mean time',
  logScale: (name) => `${name} (log scale)`,
  heldVus: vusOf,
  vuLimit: (vus) => `VU limit ${vus}`,
  titles: {
    load: (scenario) => `Planned and delivered load: ${scenario}`,
    vus: 'Active VUs over time',
    plan: (titles) => `Planned load: ${titles}`,
    latency: 'Response time over time',
    sessions: 'Session length over time',
    throughput: 'Throughput over time',
    scaling: 'Throughput by VUs',
    latencyThroughput: 'Response time by throughput',
    histogram: 'Distribution of response times',
    spectrum: 'Response time by percentile',
    phases: 'Mean time of the phases of a request',
    requests: 'p95 of requests over time',
    errors: 'Failures over time',
    server: (name) => `Server metric: ${name}`,
  },
  texts: {
    load: ({ unit, planned, ran, missing }) =>
      `The plan goes up to ${amount(unit, planned)}; what ran went up to ${amount(unit, ran)}.${missing === undefined ? '' : ` The shaded part is load that did not run (${missing} of the plan ran).`}`,
    ceiling: ({ planned, maxVus, ceiling, ran, share }) =>
      `The plan goes up to ${planned} per second; what ran was ${ran} per second on average (${share} of the plan). The shaded area is the load that did not run; this input does not tell when. The limit of ${vusOf(maxVus)} is about ${ceiling} per second, whatever the server's speed.`,
    vus: ({ most, limit }) => `At most ${vusOf(most)} ${most === '1' ? 'was' : 'were'} active; the limit is ${limit}.`,
    plan: (peaks) => `The plan goes up to ${peaks.join(', ')}.`,
    latency: ({ quantiles, isOfSuccesses, peak, at }) =>
      `${isOfSuccesses ? 'Successful requests overall' : 'Overall'}: ${quantiles.join(', ')}. The p95 of a single second was highest at ${at} s: ${peak}.`,
    throughput: ({ mean, most, at, vus }) =>
      `Throughput was ${mean === undefined ? '' : `${mean} per second on average over the whole run, and `}highest at ${at} s: ${most} per second.${vus === undefined ? '' : ` At most ${vusOf(vus)} ${vus === '1' ? 'was' : 'were'} active.`}`,
    scaling: (levels) => `Throughput by level: ${levels.join(', ')}.`,
    level: ({ vus, perSec, p95 }) => `${vusOf(vus)} ${perSec} per second${p95 === undefined ? '' : ` (p95 ${p95})`}`,
    latencyThroughput: ({ seconds, most, from, to }) =>
      `Each of the ${seconds} points is one second. Throughput went up to ${most} per second; the p95 of a second lay between ${from} and ${to}.`,
    histogram: ({ count, most, from, to }) => `Of ${count} responses, most (${most}) lie between ${from} and ${to}.`,
    spectrum: (quantiles) => `${quantiles.join(', ')}.`,
    requests: (names) => `Requests that take most of the time: ${names.join(', ')}.`,
    phases: (phases) => `Means of all requests: ${phases.join(', ')}.`,
    errors: (codes) => `${codes.join(', ')}.`,
    server: ({ name, mean, most }) => `${name}: ${mean} on average, ${most} at most.`,
  },
  thinned: (seconds) => `Of every ${seconds} seconds only the lowest and the highest value are drawn.`,
  thinnedPoints: (points) =>
    `Of every ${points} points only those with the lowest or the highest throughput or p95 are drawn.`,
  summed: (seconds) => `Each bar is the sum of ${seconds} seconds.`,
  partsLeft: (left) => `There are many names: the slowest are drawn, and ${left} are not.`,
} satisfies typeof ko;

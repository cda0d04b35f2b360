import type { K6Said, NoAnswerReason } from '../model/k6-said.ts';

/** What the verdict, or the command itself, says anyway. */
const SAID_ELSEWHERE =
  /^(?:thresholds on metrics .* have been crossed|test run was aborted because k6 received|test run stopped from REST API)/;

const BUSY = /^Insufficient VUs, reached (\d+) active VUs and cannot initialize more(?: .*?\bscenario=(\S+))?/;
const NONE_FINISHED = /^No script iterations (?:fully )?finished/;
const MANY_SERIES = /^The test has generated metrics with (\d+) unique time series/;
const FAILED = /^Request Failed error=(\w+) "([^"?]*)[^"]*": ([^\n]*)/;

/** The end of a failure as Go words it; the first that fits. */
const REASONS: readonly (readonly [reason: NoAnswerReason, said: RegExp])[] = [
  ['refused', /connection refused/],
  ['unknown-host', /no such host|lookup .* (?:server misbehaving|failed)/],
  ['certificate', /x509:|tls: failed to verify/],
  ['timeout', /timeout|deadline exceeded/],
  ['closed', /\bEOF\b|connection reset|broken pipe|forcibly closed/],
  ['unreachable', /no route to host|network is unreachable|host is down/],
];

/**
 * A message of k6 during a run (without the time and level of its log). `told` where others tell it; undefined for what
 * is not known, such as what a script says or throws.
 */
export function readK6Said(message: string): K6Said | 'told' | undefined {
  if (SAID_ELSEWHERE.test(message)) return 'told';
  const busy = message.match(BUSY);
  if (busy) return { kind: 'vus-busy', vus: Number(busy[1]), scenario: busy[2] };
  if (NONE_FINISHED.test(message)) return { kind: 'none-finished' };
  const series = message.match(MANY_SERIES);
  if (series) return { kind: 'many-series', series: Number(series[1]) };
  const [, method, address, said = ''] = message.match(FAILED) ?? [];
  const reason = REASONS.find(([, pattern]) => pattern.test(said))?.[0];
  if (method === undefined || address === undefined || reason === undefined) return undefined;
  return { kind: 'no-answer', method: method.toUpperCase(), address, reason };
}

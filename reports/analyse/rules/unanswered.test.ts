import { expect, test } from 'vitest';
import { runOfKinds } from '../../../testing/reference-kinds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { resets, timeouts } from './unanswered.ts';

test('resets and timeouts tell since when requests got no answer', () => {
  const run = runOfKinds([
    { count: 400, ms: 30 },
    { status: '0', errorCode: '1220', count: 20, ms: 10 },
    { status: '0', errorCode: '1050', count: 40, ms: 2_000 },
  ]);
  expect(resets(run)).toMatchObject([{ id: 'resets', figures: { count: 20, requests: 460 } }]);
  expect(timeouts(run)).toMatchObject([{ id: 'timeouts', figures: { count: 40, requests: 460 } }]);
});

test('resets and timeouts are silent of a handful, and of refused connections', () => {
  const run = runOfKinds([
    { count: 400, ms: 30 },
    { status: '0', errorCode: '1220', count: 3, ms: 10 },
    { status: '0', errorCode: '1212', count: 90, ms: 0 },
  ]);
  expect([...resets(run), ...timeouts(run)]).toStrictEqual([]);
});

const EXAMPLES = [
  { count: 21, requests: 460, ratio: 0.0457, sinceSec: undefined, vus: undefined, afterMs: undefined },
  { count: 22, requests: 461, ratio: 0.0477, sinceSec: 3, vus: 18.4, afterMs: 2_001 },
];

toldInWords('resets', EXAMPLES);
toldInWords('timeouts', EXAMPLES);

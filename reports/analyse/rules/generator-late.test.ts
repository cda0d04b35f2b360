import { expect, test } from 'vitest';
import { generatedRun, IDLE } from '../../../testing/late-generator.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { analyse } from '../analyse.ts';
import { generatorLate } from './generator-late.ts';

const late = generatedRun({
  tickLateMs: (second) => (second % 5 === 3 ? 900 : 0),
  responseMs: (at) => (Math.floor(at / 1000) % 5 === 3 ? 600 : 15),
});

test('fires where k6 did not keep time, and tells when', () => {
  expect(generatorLate(late)).toMatchObject([
    { id: 'generator-late', figures: { signs: ['ticks'], windows: [{ from: 0, to: 30 }], lateSec: 30, ofSec: 30 } },
  ]);
});

test('is silent where it kept time, and where nobody knows', () => {
  expect(generatorLate(generatedRun({ recorded: () => IDLE }))).toStrictEqual([]);
  expect(generatorLate(generatedRun({ seconds: 4 }))).toStrictEqual([]);
});

test('nothing is concluded of the speed of the server while it was late', () => {
  const ids = analyse(late).findings.map(({ id }) => id);
  expect(ids).toContain('generator-late');
  expect(ids).not.toContain('bimodal');
  expect(ids).not.toContain('long-tail');
  expect(ids).not.toContain('pauses');
});

toldInWords('generator-late', [
  { signs: ['ticks'], windows: [{ from: 0, to: 30 }], lateSec: 30, ofSec: 30, tickMs: 900, cpuShare: undefined },
  { signs: ['phase', 'cpu'], windows: [{ from: 5, to: 10 }], lateSec: 5, ofSec: 60, tickMs: undefined, cpuShare: 0.93 },
  {
    signs: ['throttled', 'run-delay'],
    windows: [1, 21, 41, 61].map((from) => ({ from, to: from + 9 })),
    ...{ lateSec: 36, ofSec: 90, tickMs: undefined, cpuShare: undefined },
  },
]);

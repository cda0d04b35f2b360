import type { Varied } from '../../model/experiment.ts';
import type { experiment as ko } from '../ko/experiment.ts';

const KEYS: Readonly<Record<Varied, string>> = { users: 'user', products: 'product' };

export const experiment = {
  title: ({ title, varied }) => `Experiment: does the throughput of ${title} depend on the number of ${varied}?`,
  hypothesis: (varied) =>
    `Each ${KEYS[varied]} has a lock of its own, and these locks hold the throughput back. Then throughput must grow with the number of ${varied} in the test data.`,
  verdict: { supported: 'supported', refuted: 'refuted', undecided: 'undecided' },
  reason: {
    grew: ({ varied, small, large, smallPerSec, largePerSec, gain }) =>
      `With ${small} ${varied} the system was saturated at ${smallPerSec}/s; with ${large}, under the same load, it served ${largePerSec}/s, ${gain} more. The ranges of the two do not overlap.`,
    flat: ({ varied, small, large, smallPerSec, largePerSec, gain }) =>
      `With ${small} ${varied} the system was saturated at ${smallPerSec}/s, and with ${large} it still served ${largePerSec}/s (${gain}). What holds the throughput back is something else than a lock by ${KEYS[varied]}.`,
    'carried-more': ({ varied, small, smallPerSec, allowed }) =>
      `With only ${small} ${varied} the system served ${smallPerSec}/s. If the hypothesis were true, it could not have served more than ${allowed ?? ''}/s: there is no lock by ${KEYS[varied]} that is held for so long.`,
    'not-saturated': ({ varied, small, smallPerSec, allowed }) =>
      `Even with ${small} ${varied} the system was not saturated (${smallPerSec}/s${allowed === undefined ? '' : `, where the hypothesis allows ${allowed}/s`}). Under this load a lock would not show: run again with a larger --scale.`,
    spread: ({ varied, small, large, smallPerSec, largePerSec }) =>
      `It was ${smallPerSec}/s with ${small} ${varied} and ${largePerSec}/s with ${large}, but the ranges of the two overlap. Repeat more often (--repeat), or hold the load for longer.`,
    'single-run': () => 'Each value must be measured at least twice. Run again with --repeat 3.',
    'invalid-run': () =>
      'Some run is invalid or had many failed requests, so nothing can be told. See the reports of the runs for the cause.',
  },
  lockTime: {
    given: (time) => `The lock was taken to be held for ${time}, as given.`,
    shop: (time) => `The lock was taken to be held for ${time}, as the built-in mock shop models it.`,
    report: (time) => `The lock was taken to be held for ${time}, as in the newest run that raised this hypothesis.`,
  },
  allowed: ({ varied, small, perSec }) => `Then ${small} ${varied} allow at most ${perSec}/s.`,
  varied: { users: 'users', products: 'products' },
  columns: { runs: 'runs', perSec: 'TPS', p95: 'p95', saturated: 'saturated' },
  saturated: ({ saturated, of }) => `${saturated} of ${of} runs`,
  rivals: (varied) =>
    `Other resources that are divided by ${KEYS[varied]} (row locks, shards, caches) would give the same result; the wait statistics of the system tell which it is.`,
  notTheMost: (value, perSec, varied) =>
    `With ${value} ${varied} the system was not saturated, so it may serve more than ${perSec}/s.`,
  conditions: {
    started: 'started',
    profile: 'load profile',
    target: 'target',
    k6: 'k6',
    generator: 'generating machine',
  },
  chart: 'Throughput by value',
  chartP95: 'p95 by value',
  median: 'median',
  foretold: 'most that the hypothesis allows',
  running: ({ number, of, varied, value }) => `[${number}/${of}] ${value} ${varied}`,
  stopped: 'The experiment was stopped. What follows rests on the runs so far.',
} satisfies typeof ko;

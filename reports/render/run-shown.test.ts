import { describe, expect, test } from 'vitest';
import { recordOf, referenceSummary, runOf } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { compareRounds } from '../analyse/rounds.ts';
import type { RunRecord } from '../model/record.ts';
import { shownText } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { bodyWords } from './body-text.ts';
import { differenceText } from './rounds-differences.ts';
import { shownRun, targetText } from './run-shown.ts';
import { reportView } from './view.ts';
import { seriesView } from './view-history.ts';
import { roundsView } from './view-rounds.ts';

const scenarios = { peak: { executor: 'constant-vus', vus: 3, duration: '10s' } };

/** A script of one's own: no profile, the load in its options. */
const own = recordOf('get-balance', { profile: undefined, options: { scenarios } });
const shop = recordOf('get-balance', {
  target: { baseUrl: 'http://127.0.0.1:4321', shop: { lock: 'none' } },
  profile: { name: 'smoke', scale: 0.5, durationScale: 2, minDelivered: 0.95 },
});

const analysed = (record: RunRecord) => analyse(runOf('get-balance', referenceSummary('get-balance'), record));

/** What each view says of a run: where its load went, and what load that was. */
function said(record: RunRecord, language: Language) {
  const run = analysed(record);
  const both = bodyWords(language);
  const {
    head,
    environments: [environment],
  } = reportView([run], { language });
  const [round] = roundsView([compareRounds([[run], [run]])], { language, labels: [] }).runs;
  const past = { folder: 'a', record, origin: record, run, report: undefined };
  return {
    environment,
    round,
    head,
    shown: shownRun(run, both),
    heading: seriesView({ runs: [past] }, language).heading,
  };
}

describe.each([
  ['a script of its own', own],
  ['a profile on the embedded shop', shop],
])('of %s', (_, record) => {
  test.each(LANGUAGES)('report, rounds and history say the same (%s)', (language) => {
    const { environment, round, head, heading, shown } = said(record, language);
    const { target, profile, k6 } = shown;
    expect(environment).toMatchObject({ target, profile, k6 });
    expect(round).toMatchObject({ target, profile, k6 });
    // What a script plans, as the head of its report says it: its options are no words.
    if (!record.profile) expect(profile).toBe(`${head.load}, ${documentWords(language).limit(10_000)}`);
    expect(heading).toContain(` · ${profile} · ${target}`);
  });
});

test('of scripts that differ in their load, a comparison tells both loads in words', () => {
  const withVus = (vus: number) =>
    analysed(
      recordOf('get-balance', { profile: undefined, options: { scenarios: { peak: { ...scenarios.peak, vus } } } }),
    );
  const [few, many] = [withVus(3), withVus(30)];
  const [first] = compareRounds([[few], [many]]).differences;
  if (!first) throw new Error('no difference');
  const text = shownText(differenceText(first, [[few], [many]], 'ko'));
  expect(text).toBe('부하 프로필: peak(3 VU), 10초 → peak(30 VU), 10초');
});

test.each([
  [[{ host: '127.0.0.1:18099' }], '`127.0.0.1:18099`'],
  [[{ host: 'a.example' }, { host: 'b.example' }], '`a.example`, `b.example`'],
  [
    [
      { host: 'a.example', share: 0.8 },
      { host: 'b.example', share: 0.2 },
    ],
    '`a.example` 80%, `b.example` 20% (shares of requests)',
  ],
  [
    [{ host: 'a.example', share: 0.25 }],
    '`a.example` 25%, requests without an address (named by the script) 75% (shares of requests)',
  ],
  [
    Array.from({ length: 8 }, (_, at) => ({ host: `h${at}`, share: 0.125 })),
    '`h0` 12.5%, `h1` 12.5%, `h2` 12.5%, `h3` 12.5%, `h4` 12.5%, and 3 more 37.5% (shares of requests)',
  ],
])('hosts of the samples: %j', (hosts, text) => {
  expect(targetText({ ...own, target: { hosts } }, reportWords('en'))).toBe(text);
});

test('the shop is named where it answered, and nobody is where nobody knows', () => {
  const words = reportWords('en');
  const target = { baseUrl: 'http://127.0.0.1:4321', shop: { lock: 'none' } };
  const hosts = [
    { host: '127.0.0.1:4321', share: 0.5 },
    { host: 'a.example', share: 0.5 },
  ];
  expect(targetText({ ...own, target: { ...target, hosts } }, words)).toBe(
    `${words.shop('none')} 50%, \`a.example\` 50% (shares of requests)`,
  );
  expect(targetText({ ...own, target: {} }, words)).toBe(words.untoldTarget);
});

test.each(LANGUAGES)('an older k6 is named with what it lacks, one with extensions with these (%s)', (language) => {
  const of = (k6: RunRecord['k6']) => {
    const run = analyse(runOf('get-balance', referenceSummary('get-balance'), recordOf('get-balance', { k6 })));
    return reportView([run], { language }).environments[0];
  };
  const extensions = ['example.org/xk6-sql v1.0.0', 'example.org/xk6-faker v0.4.0'];
  const older = of({ version: '1.8.1', from: 'PATH', extensions });
  expect(older).toMatchObject({ k6: '1.8.1 (example.org/xk6-sql v1.0.0, example.org/xk6-faker v0.4.0)' });
  expect(older?.k6Lacks).toContain('`TextEncoder`');
  expect(of({ version: '2.2.0', from: 'cache' })).toMatchObject({ k6: '2.2.0', k6Lacks: '' });
});

test('without a record nothing is known', () => {
  const words = reportWords('ko');
  const run = { record: undefined, planned: [] };
  const shown = shownRun(run, bodyWords('ko'));
  expect(new Set(Object.values(shown))).toEqual(new Set([words.missing]));
});

import { describe, expect, test } from 'vitest';
import { recordOf, referenceSummary, runOf } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { compareRounds } from '../analyse/rounds.ts';
import type { RunRecord } from '../model/record.ts';
import { documentWords } from '../words/document.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
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

/** What each view says of a run: where its load went, and what load that was. */
function said(record: RunRecord, language: Language) {
  const run = analyse(runOf('get-balance', referenceSummary('get-balance'), record));
  const {
    head,
    environments: [environment],
  } = reportView([run], { language });
  const [round] = roundsView([compareRounds([[run], [run]])], { language, labels: [] }).runs;
  const past = { folder: 'a', record, origin: record, run, report: undefined };
  return { environment, round, head, heading: seriesView({ runs: [past] }, language).heading };
}

describe.each([
  ['a script of its own', own],
  ['a profile on the embedded shop', shop],
])('of %s', (_, record) => {
  test.each(LANGUAGES)('report, rounds and history say the same (%s)', (language) => {
    const { target, profile, k6 } = shownRun(record, reportWords(language));
    const { environment, round, head, heading } = said(record, language);
    expect(environment).toMatchObject({ target, profile, k6 });
    expect(round).toMatchObject({ target, profile, k6 });
    // Options of a script are no heading: what it plans is, as the head of its report says it.
    const load = record.profile ? profile : `${head.load}, ${documentWords(language).limit(10_000)}`;
    expect(heading).toContain(` · ${load} · ${target}`);
  });
});

test("a script's own load is told by its options, cut where it gets long", () => {
  const text = (options: RunRecord['options']) => shownRun({ ...own, options }, reportWords('en')).profile;
  expect(text({ vus: 3, duration: '10s' })).toBe('`vus 3 duration 10s`');
  expect(text({ scenarios })).toBe('`scenarios {"peak":{"executor":"constant-vus","vus":3,"durati…`');
  expect(text({})).toBe(reportWords('en').missing);
});

test.each([
  [[{ host: '127.0.0.1:18099' }], '`127.0.0.1:18099`'],
  [[{ host: 'a.example' }, { host: 'b.example' }], '`a.example`, `b.example`'],
  [
    [
      { host: 'a.example', share: 0.8 },
      { host: 'b.example', share: 0.2 },
    ],
    '`a.example` 80%, `b.example` 20%',
  ],
  [[{ host: 'a.example', share: 0.25 }], '`a.example` 25%, requests named by the script, without an address 75%'],
  [
    Array.from({ length: 8 }, (_, at) => ({ host: `h${at}`, share: 0.125 })),
    '`h0` 12.5%, `h1` 12.5%, `h2` 12.5%, `h3` 12.5%, `h4` 12.5%, and 3 more 37.5%',
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
    `${words.shop('none')} 50%, \`a.example\` 50%`,
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
  expect(new Set(Object.values(shownRun(undefined, words)))).toEqual(new Set([words.missing]));
});

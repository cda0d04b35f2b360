import { expect, test } from 'vitest';
import { chartWords } from './charts.ts';
import { cliWords } from './cli.ts';
import { documentWords } from './document.ts';
import { levelText } from './en/findings-server.ts';

const [ko, en] = [documentWords('ko'), documentWords('en')];

test('a title that says by itself what it is does not hear it again', () => {
  expect([ko.title('체크아웃 부하 테스트'), ko.title('잔액 조회 API')]).toStrictEqual([
    '체크아웃 부하 테스트 결과 보고서',
    '부하 테스트 결과 보고서: 잔액 조회 API',
  ]);
  expect([en.title('Checkout load test'), en.title('Orders')]).toStrictEqual([
    'Checkout load test report',
    'Load test report: Orders',
  ]);
  const { running } = cliWords('ko');
  expect([running('체크아웃 부하 테스트', 1, 1), running('주문', 2, 3)]).toStrictEqual([
    '체크아웃 부하 테스트를 시작합니다.',
    '[2/3] 주문 부하 테스트를 시작합니다.',
  ]);
  // Nothing is left of a title that is no more than that.
  expect(running('부하 테스트', 1, 1)).toBe('부하 테스트를 시작합니다.');
});

test('verdicts of several runs stand behind their number', () => {
  const parts = [
    { verdict: 'Missed its goals', runs: 2 },
    { verdict: 'Conditional pass', runs: 1 },
  ];
  expect(en.tally(parts)).toBe('2 missed their goals, 1 passed conditionally');
});

test('what few users make of the figures is told of the kinds of requests that there were', () => {
  const picked = [{ keys: 4, keyKind: 'users', assumed: false }] as const;
  expect(ko.caveats.skewed(picked, new Set(['write']))).toMatch(/쓰기는/);
  expect(ko.caveats.skewed(picked, new Set(['write']))).not.toMatch(/조회/);
  expect(en.caveats.skewed(picked, new Set(['read']))).not.toMatch(/writes/);
  expect(ko.caveats.skewed(picked, new Set())).toMatch(/실제와 다르게/);
});

test('a brief document refers to no appendix', () => {
  const texts = [ko, en].flatMap((words) => [words.moreStages(5, true), words.caveats.more(2, true)]);
  expect(texts.filter((text) => /부록|appendix/i.test(text))).toStrictEqual([]);
  expect(ko.moreStages(5, false)).toContain('부록 A.1');
});

test('failed checks beside as many failed requests are told by their number, not by a share of other answers', () => {
  const checks = [{ name: '`a`', failed: 15, answers: 96, ratio: 15 / 96 }];
  expect(en.failedChecks(checks, 0, true)).toBe('As many checks failed, too: `a` (15 of 96, 15.6%).');
  expect(en.failedChecks(checks, 0, false)).toBe('Checks failed: `a` (15 of 96, 15.6%).');
});

test('one iteration, one user and one stage are no more than one', () => {
  const none = { perSec: undefined, durationMs: undefined, stages: undefined, startMs: undefined };
  const shared = { ...none, name: 'a', executor: 'shared-iterations', vus: 1, iterations: 1 } as const;
  const each = { ...shared, executor: 'per-vu-iterations' } as const;
  const rate = { ...shared, executor: 'ramping-arrival-rate', iterations: undefined, durationMs: 1000 } as const;
  expect([shared, each, { ...each, vus: 2, iterations: 3 }].map(en.announced)).toStrictEqual([
    '`a`: 1 iteration shared by 1 VU',
    '`a`: 1 iteration by 1 VU',
    '`a`: 3 iterations by each of 2 VUs',
  ]);
  expect(en.announced({ ...rate, perSec: 1, stages: 1 })).toBe(
    '`a`: up to 1 iteration per second, 1 stage in 1s, up to 1 VU',
  );
  expect([shared, each].map(en.announcedPart)).toStrictEqual(['`a` (1 iteration)', '`a` (1 iteration each)']);
  expect([levelText({ model: 'closed', level: 1 }), levelText({ model: 'closed', level: 8 })]).toStrictEqual([
    '1 VU',
    '8 VUs',
  ]);
  const { heldVus, texts } = chartWords('en');
  expect([heldVus('1'), texts.vus({ most: '1', limit: '5' })]).toStrictEqual([
    '1 VU',
    'At most 1 VU was active; the limit is 5.',
  ]);
});

test('what more VUs do before the saturation is fixed names those that are saturated, beside others', () => {
  expect([en.saturatedFirst('A and B'), ko.saturatedFirst('A와 B')]).toStrictEqual([
    'For A and B, adding VUs before the saturation is fixed makes responses slower, even if more of the plan runs.',
    'A와 B의 포화를 해소하기 전에 VU만 늘리면 달성률이 오르더라도 응답 시간이 더 길어집니다.',
  ]);
  expect(en.saturatedFirst(undefined)).toMatch(/^Adding VUs/);
});

test('where failures are looked for says when they were, as far as it is known', () => {
  const when = { from: '2026-11-23 14:03:11', to: '14:04:00 (UTC+09:00)' };
  const failed = { statuses: undefined, limit: undefined, when };
  expect(en.steps.failures.part(failed)).toBe(
    'Check the server logs from 2026-11-23 14:03:11 to 14:04:00 (UTC+09:00) for what made requests fail, and fix it',
  );
  expect(ko.steps.failures.part(failed)).toContain('2026-11-23 14:03:11~14:04:00 (UTC+09:00)의 서버 로그');
  expect(en.steps.failures.part({ ...failed, when: undefined })).toContain('logs from the time of the run');
});

test('where a limit of the rate refuses requests, the step names the limit', () => {
  const failed = { statuses: undefined, limit: { status: 429, perSec: 120.4 }, when: undefined };
  expect(en.steps.failures.part(failed)).toBe(
    'Find in the settings and logs of gateway and server what refuses requests beyond about 120 per second with status 429, and raise that limit or send less',
  );
  expect(en.steps.failures.what({ ...failed, titles: undefined })).toMatch(/, raise that limit or send less, then run/);
  expect(ko.steps.failures.what({ ...failed, titles: undefined })).toBe(
    '초당 약 120건을 넘는 요청을 상태 코드 429로 거절하는 곳을 게이트웨이와 서버 로그, 설정에서 찾아 그 한도를 고친 뒤 다시 실행',
  );
});

test.each([
  [
    307,
    316,
    true,
    '초당 307건에서 316건으로 거의 늘지 않았습니다.',
    /hardly raised throughput, from 307 to 316 per second\.$/,
  ],
  [
    307,
    280,
    true,
    '초당 307건에서 280건으로 늘지 않았습니다.',
    /did not raise throughput: it went from 307 to 280 per second\.$/,
  ],
  [307, 307.2, true, '초당 307건 그대로였습니다.', /left throughput at 307 per second\.$/],
  [
    100,
    140,
    false,
    '초당 100건에서 140건으로 부하만큼 늘지 않았고',
    /by less than the load, from 100 to 140 per second/,
  ],
])(
  'throughput that stopped growing is told with the figures of both levels: %s, %s',
  (fromPerSec, toPerSec, isStill, inKo, inEn) => {
    const levels = { model: 'closed', from: 400, to: 800, fromPerSec, toPerSec, fromMs: 1, toMs: 2, isStill } as const;
    const saturated = { requestsPerSec: toPerSec, stretch: 9, inFlight: 480, levels, knee: undefined };
    const most = { fromPerSec: toPerSec, toPerSec };
    expect(ko.stopped(saturated, most)).toContain(`VU를 400개에서 800개로 늘려도 처리량은 ${inKo}`);
    expect(en.stopped(saturated, most)).toMatch(inEn);
  },
);

test('products that only reads picked are told as such: orders are all of one product', () => {
  const picked = [
    { keys: 4, keyKind: 'users', assumed: true },
    { keys: 4, keyKind: 'products', assumed: true, only: 'read' },
  ] as const;
  const kinds = new Set(['read', 'write'] as const);
  expect(ko.caveats.skewed(picked, kinds)).toContain('사용자 4명, 상품 4개(조회)에만 몰려(기본 테스트 데이터로 가정)');
  expect(en.caveats.skewed(picked, kinds)).toContain('4 users and 4 products (reads) only');
});

test('iterations that never started are those of a scenario, where it is known', () => {
  expect(ko.caveats.dropped(['peak'])).toMatch(/^`peak`에서 시작하지 못한 반복은/);
  expect(en.caveats.dropped(['peak'])).toMatch(/^Iterations of `peak` that could not start/);
  expect([ko.caveats.dropped([]), en.caveats.dropped([])].join(' ')).not.toMatch(/`/);
});

test('where requests waited, nobody says that the limit of the system is higher', () => {
  expect([ko.offered(true), en.offered(true)].join(' ')).not.toMatch(/한계는 더 높은|seems to be higher/);
  expect([ko.offered(false), en.offered(false)].join(' ')).toMatch(/한계는 더 높은.*seems to be higher/);
});

test('a goal below a tenth of a ms reads in the body as in the table of goals', () => {
  expect([ko.limit(0.001), ko.limit(0.05), ko.limit(0.1), ko.limit(0), en.limit(0.001)]).toStrictEqual([
    ...['1µs', '50µs', '0.1ms', '0ms', '1µs'],
  ]);
});

test('VUs that are needed are told with what that rests on, and how far the peak lies beyond the limit', () => {
  const as = [{ vus: '11,000', titles: 'A' }];
  const least = [{ vus: '5,100', titles: 'B' }];
  expect([en, ko].map((words) => words.vusNeeded({ scenario: 'p', rate: 5000, as, least }))).toStrictEqual([
    'Sending all of p (5,000 per second) takes about 11,000 VUs (A), with iterations as long as in this run, and at least about 5,100 VUs (B) even without saturation and with every response as fast as the fastest.',
    'p(초당 5,000회)를 모두 보내려면 이번만큼 걸리는 반복으로 VU가 약 11,000개(A) 필요합니다. 포화가 없고 모든 응답이 가장 빠른 응답만큼 빠를 때에도 VU가 최소 약 5,100개(B) 필요합니다.',
  ]);
  const alone = [{ vus: '5,100', titles: '' }];
  expect(en.vusNeeded({ scenario: 'p', rate: undefined, as: [], least: alone })).toMatch(
    /^Sending all of p takes at least about 5,100 VUs even/,
  );
  expect(ko.beyondCapacity(5000, [{ title: '', times: 15.7 }])).toBe(
    '초당 5,000회는 이번에 나온 최대 처리량의 약 16배입니다.',
  );
});

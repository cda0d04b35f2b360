import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { referenceSummary } from '../../testing/reference-runs.ts';
import { BuhaError } from '../model/error.ts';
import type { Measurement } from '../model/measurement.ts';
import { parseSummaryExport } from './summary-export.ts';
import { parseText } from './text.ts';

const fixture = (path: string) => readFile(new URL(`../../fixtures/runs/${path}`, import.meta.url), 'utf8');

const REFERENCE = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;

function measured(text: string): Measurement {
  const [output, ...more] = parseText(text, 'x.txt');
  if (!output || more.length > 0) throw new Error(`${more.length + 1} summaries`);
  return output.measured;
}

/** For where `measured` is a field. */
const ofText = measured;

const valuesOf = ({ metrics }: Measurement, name: string) => metrics.find((metric) => metric.name === name)?.values;

function faultOf(text: string): unknown {
  try {
    return parseText(text, 'notes.md');
  } catch (fault) {
    return fault instanceof BuhaError ? { code: fault.code, facts: fault.facts } : fault;
  }
}

const NONE = { code: 'no-k6-text', facts: { file: 'notes.md' } };

describe('the reference', () => {
  test.each(REFERENCE)('%s: every figure of the report, in base units', async (api) => {
    const run = measured(await fixture(`reference/${api}.txt`));
    const known = parseSummaryExport(JSON.stringify(referenceSummary(api)), api);
    const { requests, requestsPerSec, droppedIterations, failedRequests, failedRatio } = known.total;
    expect(run.total).toMatchObject({ requests, droppedIterations, failedRequests, failedRatio });
    expect(run.total.requestsPerSec).toBeCloseTo(requestsPerSec ?? Number.NaN, 6);
    for (const name of [
      'http_req_duration',
      'http_req_duration{expected_response:true}',
      'iteration_duration',
      'http_req_blocked',
    ]) {
      const { count: _, ...values } = valuesOf(known, name) ?? {};
      expect(valuesOf(run, name), name).toStrictEqual(values);
    }
    expect(run.runMs).toBeCloseTo(known.runMs ?? Number.NaN, -1);
    expect(run.checks).toStrictEqual([{ name: expect.stringContaining('status is 200'), passed: requests, failed: 0 }]);
    expect(run.thresholds).toStrictEqual([]);
  });

  test('sizes and the last place of every figure', async () => {
    const { total, metrics } = measured(await fixture('reference/get-balance.txt'));
    expect(total).toMatchObject({
      receivedBytes: 13e6,
      receivedBytesPerSec: 138e3,
      sentBytes: 9.2e6,
      sentBytesPerSec: 101e3,
    });
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.precision;
    expect(of('http_req_duration')).toStrictEqual({
      avg: 0.01,
      min: 0.01,
      med: 0.01,
      max: 10,
      'p(90)': 0.01,
      'p(95)': 0.01,
    });
    expect(of('data_sent')).toStrictEqual({ count: 1e5, rate: 1000 });
    // Counts are exact, and so is the ratio that follows from them.
    expect(of('http_req_failed')).toBeUndefined();
  });

  test('four summaries in one document are four outputs, each with its line', async () => {
    const texts = await Promise.all(REFERENCE.map((api) => fixture(`reference/${api}.txt`)));
    const document = texts
      .map((text) => `## 결과\n처리량은 높습니다.\n\`\`\`text\n${text}\`\`\`\n- http_reqs: 91531\n`)
      .join('\n');
    const outputs = parseText(document, 'report.md');
    expect(outputs.map(({ line }) => document.split('\n')[line - 1])).toStrictEqual(
      texts.map((text) => text.split('\n')[0]),
    );
    expect(outputs.map(({ measured }) => measured)).toStrictEqual(texts.map((text) => ofText(text)));
    expect(outputs[0]).toMatchObject({ file: 'report.md', format: 'text' });
  });

  test('without fences and without a line between them, they are told apart all the same', async () => {
    const texts = await Promise.all(REFERENCE.map((api) => fixture(`reference/${api}.txt`)));
    expect(parseText(texts.join(''), 'x').map(({ measured }) => measured)).toStrictEqual(
      texts.map((text) => ofText(text)),
    );
  });
});

describe('as people paste it', () => {
  const old = fixture('reference/get-balance.txt');
  const compact = fixture('summary-text/compact.txt');
  const full = fixture('summary-text/full.txt');
  const each = (change: (line: string) => string) => (text: string) => text.split('\n').map(change).join('\n');
  const coloured = (text: string) =>
    text
      .replaceAll(/([✓✗] [^\n]+)/g, '\u001b[32m$1\u001b[0m')
      .replaceAll(/=([^ ]+)/g, '=\u001b[36m$1\u001b[0m')
      .replaceAll(/(\.{3,}:)/g, '\u001b[37;2m$1\u001b[0m');
  const lostEscapes = (text: string) => coloured(text).replaceAll('\u001b', '');

  test.each<[string, (text: string) => string]>([
    ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text) => `\ufeff${text}`],
    ['indented by spaces', each((line) => `      ${line}`)],
    ['indented by tabs', each((line) => `\t\t${line}`)],
    ['behind //', each((line) => `// ${line}`)],
    ['behind #', each((line) => `# ${line}`)],
    ['in a block comment', (text) => `/*\n${each((line) => ` * ${line}`)(text)}\n */`],
    ['quoted', each((line) => `> ${line}`)],
    ['quoted twice', each((line) => `> > ${line}`)],
    ['behind a bar', each((line) => `|  ${line}`)],
    ['in a box', each((line) => `|  ${line}   |`)],
    ['from a container', each((line) => `k6-1  | ${line}`)],
    ['from a CI log', each((line) => `2026-11-23T14:03:11.1203456Z ${line}`)],
    ['as removed lines of a diff', each((line) => `-${line === '' || line.startsWith(' ') ? line : ` ${line}`}`)],
    ['with colours', coloured],
    ['with colours whose escape characters were lost', lostEscapes],
    ['with other spaces', (text) => text.replaceAll(' ', '\u00a0')],
    [
      'with an ellipsis for three dots',
      each((line) => (line.includes('✓') ? line : line.replace(/\.{3}(?=\.*:)/, '…'))),
    ],
    [
      'with log lines in between',
      each((line) => `${line}\ntime="2026-11-23T21:07:26Z" level=warning msg="Request Failed"\nINFO[0003] hello`),
    ],
    [
      'with progress lines in between',
      each(
        (line) =>
          `${line}\nrunning (00m03.0s), 0/4 VUs, 30 complete and 0 interrupted iterations\na    ✓ [ 100% ] 2 VUs  3s`,
      ),
    ],
    [
      'in a fenced block of a quoted reply',
      (text) => each((line) => `> ${line}`)(`아래 결과를 보십시오.\n\`\`\`\n${text}\`\`\`\n`),
    ],
  ])('%s', async (_how, change) => {
    for (const text of [await old, await compact, await full]) {
      expect(measured(change(text))).toStrictEqual(measured(text));
    }
  });

  test('without any indent', async () => {
    const bare = each((line) => line.trim());
    for (const text of [await old, await compact]) expect(measured(bare(text))).toStrictEqual(measured(text));
  });

  test('broken in two by a narrow terminal', async () => {
    const narrow = (await old).replaceAll(/ +(p\(90\)=)/g, '\n$1');
    expect(narrow.split('\n').length).toBeGreaterThan((await old).split('\n').length + 5);
    expect(measured(narrow)).toStrictEqual(measured(await old));
  });
});

describe('1.0 and later', () => {
  test('the script, and no other line of the header, gives the name', async () => {
    const text = await fixture('summary-text/compact.txt');
    expect(parseText(text, 'x')[0]).toMatchObject({
      script: 's',
      line: text.split('\n').findIndex((line) => line.includes('█')) + 1,
    });
    const elsewhere = text.replace('script: s.js', 'script: C:\\load\\get-balance.test.ts');
    expect(parseText(elsewhere, 'x')[0]?.script).toBe('get-balance.test');
    expect(parseText(text.replace('script: s.js', 'script: -'), 'x')[0]).not.toHaveProperty('script');
  });

  test("k6's version, and the length of the run where no rate tells it", () => {
    const text = [
      'k6 v1.8.1 (go1.25.0, linux/amd64)',
      '  █ TOTAL RESULTS ',
      '    iteration_duration...: avg=1.5s min=1s',
      '    vus..................: 3 min=1 max=3',
      'running (1m31.7s), 000/3 VUs, 12 complete and 0 interrupted iterations',
      '',
    ].join('\n');
    expect(parseText(text, 'x')[0]).toMatchObject({ k6Version: '1.8.1', line: 2, measured: { runMs: 91_700 } });
    expect(measured(text.replace(/running.*/, '')).runMs).toBeUndefined();
  });

  test('thresholds with their expressions, sub-metrics included', async () => {
    const { thresholds } = measured(await fixture('summary-text/compact.txt'));
    expect(thresholds).toContainEqual({
      metric: 'http_req_duration',
      expression: 'avg<0.001',
      passed: false,
      samples: 30,
    });
    expect(thresholds).toContainEqual({
      metric: 'http_req_duration{scenario:a}',
      expression: 'p(99)<500',
      passed: true,
      samples: 20,
    });
    expect(thresholds).toContainEqual({
      metric: 'http_reqs{scenario:a,status:200}',
      expression: 'count>=0',
      passed: true,
      samples: 15,
    });
    expect(thresholds).toHaveLength(10);
  });

  test('a statistic that only a threshold shows is kept', async () => {
    const run = measured(await fixture('summary-text/compact.txt'));
    expect(valuesOf(run, 'http_req_duration{scenario:a}')).toMatchObject({ 'p(99)': 12.41, 'p(95)': 12.31 });
  });

  test('checks: counts where they are printed, and where they follow', async () => {
    const text = await fixture('summary-text/compact.txt');
    const { checks, total } = measured(text);
    expect(total).toMatchObject({ checksPassed: 113, checksFailed: 7 });
    expect(checks).toStrictEqual([
      { name: 'status is 200', passed: 23, failed: 7 },
      { name: '본문: ok....: 5', passed: undefined, failed: 0 },
      { name: 'inner check', passed: undefined, failed: 0 },
      { name: 'top', passed: undefined, failed: 0 },
    ]);
    const two = text.replace(/ +✓ 본문.*\n.*\n/, '');
    expect(measured(two).checks).toContainEqual({ name: 'top', passed: 90, failed: 0 });
  });

  test('full mode: sections of scenarios and groups are sub-metrics, and their checks are not counted twice', async () => {
    const run = measured(await fixture('summary-text/full.txt'));
    expect(Object.keys(run.scenarios)).toStrictEqual(['a', 'b_x']);
    expect(run.scenarios.b_x).toMatchObject({
      requests: 10,
      failedRequests: 2,
      checksPassed: 38,
      droppedIterations: 0,
    });
    expect(valuesOf(run, 'http_reqs{scenario:a,group:::안녕 group}')?.count).toBe(20);
    expect(valuesOf(run, 'checks{scenario:a,group:::안녕 group::inner}')).toStrictEqual({
      passes: 20,
      fails: 0,
      rate: 1,
    });
    expect(run.checks).toHaveLength(4);
    expect(run.total.requests).toBe(30);
  });

  test('a unit that the options chose', async () => {
    const us = measured(await fixture('summary-text/microseconds.txt'));
    const duration = us.metrics.find(({ name }) => name === 'http_req_duration');
    expect(duration?.values).toMatchObject({ avg: 0.94312, max: 2.9943 });
    expect(duration?.precision?.avg).toBe(1e-5);
    const sec = measured(await fixture('summary-text/seconds.txt'));
    expect(valuesOf(sec, 'my_time')?.avg).toBe(65_450);
  });

  test('a metric of ours that is called like those of the checks stays itself', async () => {
    const text = (await fixture('summary-text/compact.txt')).replaceAll('my_counter....', 'checks_total..');
    const run = measured(text);
    expect(valuesOf(run, 'checks_total')?.count).toBe(45);
    expect(run.total.checksPassed).toBe(113);
  });
});

describe('before 1.0', () => {
  const lines = (marks: { failed: string; checks: string }) =>
    [
      '     █ 첫 그룹',
      '',
      '       ✓ status is 200',
      '       ✗ body has "id"',
      '        ↳  91% — ✓ 1370 / ✗ 130',
      '',
      `   ✗ checks.........................: 95.66% ${marks.checks}`,
      '     data_received..................: 4.2 MB 45 kB/s',
      '     data_sent......................: 5.1 MB 54 kB/s',
      '   ✓ http_req_duration..............: avg=5.95s   min=8.07ms med=5.09s max=11.28s  p(90)=9.49s  p(95)=10.09s',
      '       { expected_response:true }...: avg=5.95s   min=8.07ms med=5.09s max=11.28s  p(90)=9.49s  p(95)=10.09s',
      '     ✗ { scenario:load_test }.......: avg=1m5s    min=8.07ms med=5.09s max=1h0m1s  p(90)=9.49s  p(95)=10.09s',
      `     http_req_failed................: 0.20%  ${marks.failed}`,
      '     http_reqs......................: 1500   31.790349/s',
      '     iterations.....................: 1500   31.790349/s',
      '     vus............................: 110    min=110            max=3500',
      '     vus_max........................: 3500   min=3200           max=3500',
      '',
    ].join('\n');
  const counted = lines({ failed: '✓ 3         ✗ 1497', checks: '✓ 2870      ✗ 130' });

  test('in ✓ 3 ✗ 1497 of http_req_failed, ✓ counts the failures', () => {
    expect(measured(counted).total).toMatchObject({
      failedRequests: 3,
      failedRatio: 3 / 1500,
      checksPassed: 2870,
      checksFailed: 130,
    });
  });

  test('the later form says the same', () => {
    expect(measured(lines({ failed: '3 out of 1500', checks: '2870 out of 3000' }))).toStrictEqual(measured(counted));
  });

  test('checks of groups; the one without a count has what the others leave', () => {
    expect(measured(counted).checks).toStrictEqual([
      { name: 'status is 200', passed: 1500, failed: 0 },
      { name: 'body has "id"', passed: 1370, failed: 130 },
    ]);
  });

  test('marks before metrics are thresholds whose expression nobody knows', () => {
    expect(measured(counted).thresholds).toStrictEqual([
      { metric: 'checks', expression: '', passed: false, samples: 3000 },
      { metric: 'http_req_duration', expression: '', passed: true, samples: undefined },
      { metric: 'http_req_duration{scenario:load_test}', expression: '', passed: false, samples: undefined },
    ]);
  });

  test('durations of minutes and hours', () => {
    expect(measured(counted).scenarios.load_test?.durationMs).toMatchObject({ avg: 65_000, max: 3_601_000 });
  });

  test('a mean that contradicts its counts is left as it is printed', () => {
    const values = valuesOf(measured(counted.replace('0.20%', '7.00%')), 'http_req_failed');
    expect(values).toStrictEqual({ passes: 3, fails: 1497, rate: 0.07 });
  });
});

describe('cut off', () => {
  const old = fixture('reference/get-balance.txt');

  test('at the end: what is there is read', async () => {
    const text = (await old).split('\n').slice(0, 12).join('\n');
    const { total } = measured(text);
    expect(total).toMatchObject({ failedRequests: 0, failedRatio: 0, durationMs: { p95: 720.98 } });
    expect(total.requests).toBeUndefined();
  });

  test('within a number or a unit: it is left out, not guessed', async () => {
    const until = async (end: string) => measured((await old).slice(0, (await old).indexOf(end) + end.length));
    expect((await until('max=1.57s   p(90)=460.2ms  p(95)=720.9')).total.durationMs).toStrictEqual({
      avg: 155.91,
      min: 1.76,
      med: 35.36,
      max: 1570,
      p90: 460.2,
    });
    expect(
      valuesOf(await until('http_req_failed................: 0.00%   0 out of 915'), 'http_req_failed'),
    ).toStrictEqual({ rate: 0 });
    expect(valuesOf(await until('iterations.....................: 91531   998.38'), 'iterations')).toBeUndefined();
    expect(
      valuesOf(await until('vus............................: 126     min=112            max=35'), 'vus'),
    ).toStrictEqual({ value: 126, min: 112 });
    expect(
      valuesOf(
        await until('max=3500\n     vus_max........................: 3500    min=3200           max=3500'),
        'vus_max',
      ),
    ).toStrictEqual({ value: 3500, min: 3200, max: 3500 });
  });

  test('at the beginning: dropped iterations that may have stood there are unknown, not 0', async () => {
    const text = (await old).split('\n').slice(9).join('\n');
    const { total } = measured(text);
    expect(total).toMatchObject({ requests: 91_531, iterations: 91_531 });
    expect(total.droppedIterations).toBeUndefined();
    expect(measured((await old).replace(/.*dropped_iterations.*\n/, '')).total.droppedIterations).toBe(0);
  });

  test('at the beginning, within a name: that metric is left out', async () => {
    const text = await old;
    const run = measured(text.slice(text.indexOf('cked....')));
    expect(run.metrics[0]?.name).toBe('http_req_connecting');
  });
});

test('a paste that begins within the section of a scenario does not take its figures for those of the run', async () => {
  const text = await fixture('summary-text/full.txt');
  const within = text.slice(text.indexOf('http_req_blocked', text.indexOf('█ SCENARIO: a')));
  const { total, scenarios, checks } = measured(within);
  expect(total.requests).toBeUndefined();
  expect(total.droppedIterations).toBeUndefined();
  expect(scenarios.b_x?.requests).toBe(10);
  expect(checks).toStrictEqual([]);
  expect(
    faultOf(text.slice(text.indexOf('http_req_failed', text.indexOf('█ SCENARIO: b_x'))).replace(/↳ GROUP.*/s, '')),
  ).toStrictEqual(NONE);
});

describe('what is no summary', () => {
  test.each([
    ['nothing', ''],
    [
      'prose that mentions a metric',
      '결과는 http_req_duration: avg=155.91ms p(95)=720.98ms 이고 http_reqs: 91531 998.38/s 입니다.',
    ],
    ['one metric line alone', 'http_req_duration..............: avg=155.91ms min=1.76ms'],
    ['two metric lines far apart', 'http_reqs......: 91531 998.38/s\n그 밖에\niterations.....: 91531 998.38/s'],
    ['a table of contents', '1. Intro......: 3\n2. Setup......: 7\n3. End......: 9'],
    ['two metrics that k6 does not know', 'a......: 5 1/s\nb......: 6 1/s'],
    ['a list of checks', '✓ status is 200\n✗ body\n ↳  91% — ✓ 10 / ✗ 1'],
    ['thresholds alone', "  █ THRESHOLDS \n\n    checks\n    ✓ 'rate>0.9' rate=94.16%\n"],
    ['JSON', '{"metrics":{"http_reqs":{"count":5,"rate":1}}}'],
    ['dots', `${'.'.repeat(1_000_000)}:`],
  ])('%s', (_what, text) => {
    expect(faultOf(text)).toStrictEqual(NONE);
  });

  test('a list with marks above a summary is not its checks', async () => {
    const text = `✓ 서버 준비\n\n이제 결과입니다.\n\n${await fixture('reference/place-order.txt')}`;
    expect(measured(text).checks.map(({ name }) => name)).toStrictEqual(['orders status is 200']);
  });

  test('nor are those below', async () => {
    const text = `${await fixture('summary-text/compact.txt')}\n할 일\n✓ 캐시 적용\n✗ 락 범위 축소\n`;
    expect(measured(text).checks).toHaveLength(4);
  });
});

test('where the document begins within the list of checks, the last one does not get what belonged to all', async () => {
  const text = (await fixture('reference/get-balance.txt')).replace('✓', '     ✓ body is JSON\n     ✓');
  const cut = measured(text.slice(text.indexOf('is JSON')));
  expect(cut.checks).toStrictEqual([{ name: 'getBalance status is 200', passed: undefined, failed: 0 }]);
});

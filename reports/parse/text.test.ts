import { describe, expect, test } from 'vitest';
import { fixture, ofText, valuesOf } from '../../testing/k6-text.ts';
import { referenceSummary } from '../../testing/reference-runs.ts';
import { parseSummaryExport } from './summary-export.ts';
import { parseText } from './text.ts';

const REFERENCE = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;

describe('the reference', () => {
  test.each(REFERENCE)('%s: every figure of the report, in base units', async (api) => {
    const run = ofText(await fixture(`reference/${api}.txt`));
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
    const { total, metrics } = ofText(await fixture('reference/get-balance.txt'));
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
      expect(ofText(change(text))).toStrictEqual(ofText(text));
    }
  });

  test('without any indent', async () => {
    const bare = each((line) => line.trim());
    for (const text of [await old, await compact]) expect(ofText(bare(text))).toStrictEqual(ofText(text));
  });

  test('broken in two by a narrow terminal', async () => {
    const narrow = (await old).replaceAll(/ +(p\(90\)=)/g, '\n$1');
    expect(narrow.split('\n').length).toBeGreaterThan((await old).split('\n').length + 5);
    expect(ofText(narrow)).toStrictEqual(ofText(await old));
  });
});

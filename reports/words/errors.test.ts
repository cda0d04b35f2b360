import { describe, expect, test } from 'vitest';
import { BuhaError, type ErrorCode, type ErrorFacts } from '../model/error.ts';
import { errorText } from './errors.ts';
import { LANGUAGES, type Language } from './language.ts';

/** One example or more per code: the compiler asks for a code that is missing. */
const EXAMPLES: { [Code in ErrorCode]: readonly ErrorFacts[Code][] } = {
  setting: [{ field: 'scale', value: '-1', allowed: '0 < scale <= 100' }],
  'cannot-read': ['ENOENT', 'EISDIR', 'EACCES', 'EIO'].map((reason) => ({ file: 'users.csv', reason })),
  'cannot-write': [
    { file: 'results', reason: 'ENOSPC' },
    { file: 'results', reason: 'EACCES' },
  ],
  'bad-test-data': (['no-id-column', 'no-rows', 'no-id', 'bad-row', 'with-scheme'] as const).map((fault) => ({
    file: 'users.csv',
    line: 7,
    fault,
  })),
  'bad-target-info': [{ file: 'target.txt', line: 3, text: 'no colon' }],
  'short-secret': [{ name: 'X-Pin', shortest: 4 }],
  'no-variable': [{ name: 'SHOP_CODE' }],
  'per-script': [
    { option: '--title', given: 2, scripts: 3 },
    { option: '--purpose', given: 2, scripts: 1 },
  ],
  'no-scripts': [
    { name: 'loadtest', others: [] },
    { name: 'loadtest/*.js', others: ['loadtest/lib.js', 'loadtest/data.js'] },
  ],
  'no-target': [{ known: ['staging', 'shop'] }],
  'target-unhealthy': [
    { address: 'https://staging.example.com/health', answer: '503' },
    { address: 'https://staging.example.com/health', answer: 'ECONNRESET' },
  ],
  'production-not-confirmed': [{ host: 'www.example.com' }],
  'unknown-scenario': [{ name: 'get-balanse', known: ['get-balance', 'place-order'] }],
  'no-scenario-file': [
    { api: 'cancel-order', file: 'scenarios/cancel-order.ts', isBuilt: true },
    { api: 'cancel-order', file: 'loadtest/cancel-order.ts', isBuilt: false },
  ],
  'not-confirmed': [
    { host: 'shop.example.com', vus: 3500, ratePerSec: 5000 },
    { host: 'shop.example.com', vus: 60, ratePerSec: undefined },
  ],
  'target-unreachable': [
    ...(['dns', 'refused', 'timeout', 'network', 'no-tls', 'tls', 'self-signed', 'untrusted'] as const).map(
      (fault) => ({
        ...{ address: 'https://shop.example.com', fault, code: 'CODE', detail: undefined, ca: undefined },
      }),
    ),
    ...(['expired', 'not-yet-valid'] as const).map((fault) => ({
      ...{ address: 'https://shop.example.com', fault, code: 'CODE', detail: 'Nov 1 00:00:00 2026 GMT', ca: undefined },
    })),
    {
      ...{ address: 'https://shop.example.com', fault: 'wrong-name', code: 'CODE', detail: 'a.test, b.test' },
      ca: undefined,
    },
    { address: 'https://shop.example.com', fault: 'untrusted', code: 'CODE', detail: undefined, ca: 'ca.pem' },
  ],
  'bad-ca': (['none', 'damaged', 'platform'] as const).map((fault) => ({ file: 'ca.pem', fault })),
  'shop-not-started': [
    { reason: 'EADDRINUSE', port: 8080 },
    { reason: 'exit 1', port: 0 },
  ],
  'script-refused': [
    { script: 'my.js', place: 'lib/my.js:3', causes: [{ id: 'syntax-found', values: [';'] }] },
    { script: 'my.js', place: undefined, causes: [{ id: 'few-iterations', values: ['1', '2'], scenario: 'peak' }] },
  ],
  'script-hangs': [{ script: 'my.js', limitMs: 60_000 }],
  'script-paused': [{ script: 'my.js' }],
  'no-temporary-folder': [{ folder: '/nowhere', reason: 'ENOENT' }],
  'flags-cannot-act': [
    { script: 'my.js', flags: ['--profile', '--users'], actsOn: 'wired' },
    { script: 'my.js', flags: ['--base-url'], actsOn: 'base-url' },
    { script: 'my.js', flags: ['--shop-lock'], actsOn: 'shop' },
  ],
  'k6-flag': [
    ...(
      [
        ...(['out', 'tags', 'summary', 'control', 'config', 'log', 'environment', 'segment'] as const),
        ...(['help', 'profile', 'data', 'word'] as const),
      ] as const
    ).map((use) => ({ flag: '--flag', use })),
    { flag: '--vus', use: 'wired', script: 'get-balance' },
  ],
  'k6-flags-refused': [{ cause: { id: 'unknown-flag', values: ['--bogus'] } }],
  'bad-env-file': [{ file: '.env', line: 3 }],
  'bad-description': (['syntax', 'other', 'no-operations'] as const).map((fault) => ({ file: 'openapi.json', fault })),
  'config-exists': [{ file: 'buha.config.ts' }],
  'bad-config': [
    { file: 'buha.config.ts', fault: 'value', text: 'apis.list.expect.0: 20' },
    { file: 'buha.config.ts', fault: 'unknown-field', text: 'profils' },
    { file: 'buha.config.ts', fault: 'no-export', text: '' },
    { file: 'buha.config.ts', fault: 'no-object', text: 'function' },
    { file: 'buha.config.ts', line: 7, fault: 'evaluation', text: 'Expected ")" but found ";"' },
  ],
  'cannot-stand-beside': [{ module: 'my.ts', reason: 'EACCES' }],
  'missing-package': [
    { name: 'libsql', purpose: 'shop' },
    { name: 'esbuild', purpose: 'imports' },
    { name: 'esbuild', purpose: 'config' },
    { name: 'playwright-core', purpose: 'png' },
  ],
  'no-browser': [
    { path: undefined, purpose: 'png' },
    { path: '/opt/chrome', purpose: 'pdf' },
  ],
  'browser-not-started': [
    { path: '/opt/chrome', fault: 'library', detail: 'libnss3.so', purpose: 'png' },
    { path: '/opt/chrome', fault: 'system', detail: 'EACCES', purpose: 'pdf' },
    { path: '/opt/chrome', fault: 'ended', detail: 'no display', purpose: 'pdf' },
    ...(['sandbox', 'too-slow'] as const).map((fault) => ({
      path: '/opt/chrome',
      fault,
      detail: '',
      purpose: 'png' as const,
    })),
  ],
  'needs-output': [{ option: '--png' }],
  'nothing-to-report': [{ command: 'report' }, { command: 'gate' }],
  'no-runs': [{ folder: 'results' }],
  'no-report': [{ folder: 'results' }],
  'one-output-file': [{ out: 'json=x.json' }],
  'bad-server-metrics': (['no-column', 'no-time', 'no-number', 'no-rows'] as const).map((fault) => ({
    ...{ file: 'cpu.csv', line: 2, fault, text: fault === 'no-rows' ? '' : 'x' },
  })),
  'no-metrics': [{ source: 'http://h:9090' }],
  'other-time': [
    { source: 'cpu.csv', metrics: ['2026-11-23T05:00:00Z', '2026-11-23T06:00:00Z'], run: undefined },
    {
      source: 'cpu.csv',
      metrics: ['2026-11-23T05:00:00Z', '2026-11-23T06:00:00Z'],
      run: ['2026-11-23T14:00:00Z', '2026-11-23T14:02:00Z'],
    },
  ],
  'prometheus-refused': [
    { address: 'http://h:9090', query: undefined, fault: 'unreachable', detail: 'ECONNREFUSED' },
    { address: 'http://h:9090', query: 'up[', fault: 'query', detail: 'parse error' },
    ...(['login', 'absent', 'server', 'foreign', 'too-slow', 'other'] as const).map((fault) => ({
      ...{ address: 'http://h:9090', query: 'up', fault, detail: 'HTTP 404' },
    })),
  ],
  'bad-queries': [{ file: 'queries.txt', line: 1, text: 'up' }],
  'too-few-rounds': [{}],
  'needs-test-data': [
    { varied: 'users', most: 400 },
    { varied: 'products', most: 4 },
  ],
  'nothing-common': [{ names: ['get-balance', 'place-order'] }],
  'not-comparable': [{ differences: ['k6: 1.0.0 → 2.2.0'] }],
  'no-baselines': [
    { path: 'baselines', fault: 'absent' },
    { path: 'baselines', fault: 'empty' },
  ],
  'foreign-baselines': [{ path: 'baselines', of: ['place-order'], names: ['get-balance'] }],
  'bad-baseline': [{ file: 'a.json', detail: 'runs' }],
  'not-accepted': [{ reasons: ['x: y'] }],
  'baseline-needs-record': [{ run: 'a.json' }],
  'no-history': [
    { folder: 'results', known: [] },
    { folder: 'results', known: ['get-balance seed'] },
    { folder: 'results', known: [], leftOut: 2 },
  ],
  'no-summary': [{ folder: 'results/20261123-140311-get-balance' }],
  'unfinished-run': [
    { folder: 'results/20261123-140311-all/place-order' },
    { folder: 'results/20261123-140311-all/place-order', samples: 'unwritten' },
    { folder: 'results/20261123-140311-all/place-order', samples: 'withheld' },
  ],
  'no-templates': [{ folder: 'my-templates' }],
  'bad-template': [
    { name: 'api', fault: 'syntax', line: 3, what: undefined },
    { name: 'api', fault: 'block', line: 3, what: '{{#each}} … {{/if}}' },
    ...(['partial', 'field', 'helper'] as const).map((fault) => ({ name: 'api', fault, line: 3, what: 'titel' })),
    { name: 'api', fault: 'other', line: undefined, what: undefined },
  ],
  'options-conflict': [
    { option: '--options', other: '--profile', fault: 'not-together' },
    { option: '--scale', other: '--profile', fault: 'needs' },
  ],
  'business-figures': [
    { given: '--dau', missing: ['--requests-per-user', '--peak-share'] },
    { given: '--dau, --peak-share', missing: ['--requests-per-user'] },
  ],
  'same-run-twice': [{ run: 'results/20261123-140311-get-balance' }],
  'would-overwrite': [{ file: 'old-report.md' }],
  'written-twice': [{ output: 'gate.json' }, { output: '-' }],
  'empty-file': [{ file: 'summary.json' }],
  'not-k6-output': [
    { file: 'k6', looksLike: 'binary' },
    { file: 'report.html', looksLike: 'html' },
    ...(['archive', 'utf-32', 'base64', 'url-encoded', 'hex-dump'] as const).map((looksLike) => ({
      file: 'k6',
      looksLike,
    })),
  ],
  'samples-rewritten': [
    { file: 'samples.json', how: 'list' },
    { file: 'samples.json', how: 'lines' },
  ],
  'line-too-long': [{ file: 'samples.json', line: 12 }],
  'document-too-large': [{ file: 'summary.json', largestBytes: 256_000_000 }],
  'gzip-damaged': [{ file: 'samples.csv.gz' }],
  'impossible-figures': [
    { file: 'a.json', line: 1, metric: 'http_reqs', first: { statistic: 'count', value: -5, contains: undefined } },
    {
      file: 'a.json',
      line: 1,
      metric: 'http_req_duration',
      first: { statistic: 'p(90)', value: 12.5, contains: 'time' },
      second: { statistic: 'p(95)', value: 11, contains: 'time' },
    },
    {
      file: 'a.csv',
      line: undefined,
      metric: 'http_req_duration',
      first: { statistic: 'min', value: -3, contains: 'time' },
    },
  ],
  'not-json': [
    { file: 'summary.json', line: 12 },
    ...(['options', 'record', 'target-info', 'baseline', 'config'] as const).map((kind) => ({
      file: 'a.json',
      line: 1,
      kind,
    })),
  ],
  'no-k6-text': [{ file: 'notes.md' }],
  'other-tool': [{ file: 'stock.jtl', tool: 'JMeter' }],
  'no-summary-in-log': [
    { file: 'k6.log', crossed: ['errors', 'http_req_failed'], iterations: 3480, endedAfterMs: undefined },
    { file: 'k6.log', crossed: [], iterations: undefined, endedAfterMs: undefined },
    { file: 'k6.log', crossed: undefined, iterations: 120, endedAfterMs: 12_000 },
  ],
  'json-key-twice': [{ file: 'summary.json', line: 7, key: 'thresholds' }],
  'json-too-deep': [{ file: 'summary.json', line: 7, deepest: 500 }],
  'not-k6-summary': [
    { file: 'summary.json', field: 'metrics', fault: 'missing' },
    { file: 'summary.json', field: 'metrics.vus.value', fault: 'wrong' },
  ],
  'needs-merge': [{ file: 'r1.csv', other: 'r2.csv', tag: 'testid=peak' }],
  'same-samples-twice': [{ file: 'r1.csv', other: 'r1.ndjson' }],
  'other-test-run': [{ file: 'r1.csv', testRun: 'peak', other: 'r2.csv', otherTestRun: 'soak' }],
  'same-runner-twice': [{ file: 'r1.csv', other: 'r2.csv', instanceId: '2' }],
  'same-file-twice': [{ file: 'r1.csv' }],
  'merge-mixed': [{ samples: 'r1.csv', summary: 'r2.json' }],
  'merge-folder': [{ folder: 'results/a' }],
  'part-of-run': [{ folder: 'results/a', number: 2, of: 3 }],
  'other-part': [{ folder: 'results/a', other: 'results/b' }],
  'too-many-bad-lines': [{ file: 'samples.ndjson', bad: 1234, of: 20_000, firstLine: 17 }],
  'no-samples': [{ file: 'samples.ndjson' }],
  'bad-csv-header': (['missing', 'repeated'] as const).map((fault) => ({
    file: 'samples.csv',
    fault,
    detail: 'metric_value',
  })),
  'not-a-report': (['empty', 'binary', 'json'] as const).map((looksLike) => ({ file: 'REPORT.md', looksLike })),
  'bad-slo': [
    { file: 'slo.yaml', line: 1, fault: 'too-large', text: '', known: [] },
    { file: 'slo.yaml', line: 9, fault: 'too-deep', text: '', known: [] },
    { file: 'slo.yaml', line: 3, fault: 'syntax', text: 'Unexpected flow-map-end token', known: [] },
    { file: 'slo.yaml', line: 3, fault: 'unquoted', text: 'Block scalar header', known: [] },
    { file: 'slo.yaml', line: 1, fault: 'shape', text: '', known: [] },
    { file: 'slo.yaml', line: 2, fault: 'shape', text: 'scenarios', known: [] },
    { file: 'slo.yaml', line: 1, fault: 'empty', text: '', known: [] },
    { file: 'slo.yaml', line: 2, fault: 'unknown-measure', text: 'p9O', known: ['p90', 'p95', 'p99'] },
    { file: 'slo.yaml', line: 4, fault: 'unknown-name', text: 'get-balanse', known: ['get-balance'] },
    { file: 'slo.yaml', line: 5, fault: 'unknown-scenario', text: 'peak', known: ['peak_test', 'load_test'] },
    ...(['duration', 'share', 'rate', 'least-share', 'score'] as const).map((kind) => ({
      ...{ file: 'slo.yaml', line: 2, fault: 'value' as const, text: 'p95: 300', known: [], kind },
    })),
  ],
  'bad-run-record': [{ file: 'run.json', detail: 'exit.code: "0"' }],
  'bad-k6-options': [{ detail: 'scenarios.s.executor: "constant"' }],
  'k6-not-obtained': [{ version: '2.2.0', goVersion: '1.25.0', tried: [{ fault: 'go-absent' }] }],
  'k6-bin-unusable': (['absent', 'not-executable', 'not-k6'] as const).map((fault) => ({
    path: '/opt/k6',
    fault,
    answer: 'nope',
  })),
};

const codes = Object.keys(EXAMPLES) as ErrorCode[];

const textsOf = <Code extends ErrorCode>(code: Code, language: Language) =>
  EXAMPLES[code].map((facts) => ({ facts, text: errorText(new BuhaError(code, facts), language) }));

/** Every text and number among the facts of an error, as it may be written: numbers also with their thousands apart. */
function leavesOf(facts: unknown): (readonly string[])[] {
  if (typeof facts === 'object' && facts !== null) return Object.values(facts).flatMap(leavesOf);
  return [typeof facts === 'number' ? [String(facts), facts.toLocaleString('en-US')] : [String(facts)]];
}

/** Facts that choose the words and are not repeated in them. */
const SILENT = new Set([
  'syntax-found',
  'few-iterations',
  'unknown-flag',
  'not-together',
  'needs',
  '256000000',
  '60000',
  '12000',
  ...['out', 'tags', 'summary', 'control', 'config', 'log', 'environment', 'segment', 'help'],
  ...['profile', 'data', 'wired', 'word'],
  'time',
  'html',
  'binary',
  ...['archive', 'utf-32', 'base64', 'url-encoded', 'hex-dump', 'list', 'lines'],
  ...['block', 'partial', 'field', 'helper', 'other', 'library', 'system', 'sandbox', 'too-slow', 'ended'],
  ...['unreachable', 'login', 'foreign', 'query', 'server'],
  ...['unwritten', 'withheld'],
  'empty',
  'no-id-column',
  'with-scheme',
  'no-rows',
  'no-id',
  'bad-row',
  'syntax',
  'unquoted',
  'shape',
  'unknown-measure',
  'unknown-name',
  'unknown-scenario',
  'value',
  'duration',
  'share',
  'rate',
  'least-share',
  'score',
  'absent',
  'not-executable',
  'not-k6',
  'shop',
  'imports',
  'go-absent',
  'missing',
  'wrong',
  'repeated',
  'EADDRINUSE',
  '0',
  'undefined',
  'nope',
  'png',
  ...['dns', 'refused', 'timeout', 'network', 'no-tls', 'tls', 'expired', 'not-yet-valid', 'self-signed', 'untrusted'],
  ...['wrong-name', 'none', 'damaged', 'platform'],
  ...['options', 'record', 'target-info', 'baseline', 'config'],
  ...['true', 'false', 'other', 'no-operations', 'unknown-field', 'evaluation', 'no-export', 'no-object'],
  'no-column',
  'too-large',
  'too-deep',
  'no-time',
  'no-number',
]);

describe.each(LANGUAGES)('errors in %s', (language) => {
  test.each(codes)('%s: says what is wrong and how to mend it, with its facts, in whole sentences', (code) => {
    for (const { facts, text } of textsOf(code, language)) {
      expect(text).not.toMatch(/undefined|NaN|\[object|null|\$\{/);
      const [first = '', ...mending] = text.split('\n');
      expect(first.length).toBeGreaterThan(10);
      // What to do stands on lines of its own, indented.
      expect(mending.length, text).toBeGreaterThan(0);
      if (language === 'ko') expect(first).toMatch(/[가-힣]/);
      else expect(text).not.toMatch(/[가-힣]/);
      for (const spellings of leavesOf(facts).filter(([leaf = '']) => !SILENT.has(leaf))) {
        expect(
          spellings.some((fact) => text.includes(fact)),
          `${spellings[0]} in: ${text}`,
        ).toBe(true);
      }
    }
  });

  test.each(codes)('%s: different facts get different words', (code) => {
    const texts = textsOf(code, language).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('where something is wrong is named as file:line, so that a terminal can jump there', () => {
  for (const language of LANGUAGES) {
    expect(textsOf('not-json', language)[0]?.text).toContain('summary.json:12');
    expect(textsOf('bad-test-data', language)[0]?.text).toContain('users.csv:7');
    expect(textsOf('bad-target-info', language)[0]?.text).toContain('target.txt:3');
  }
});

test('what a file holds without end is cut off, and particles are found in no time', () => {
  const text = `p95: ${'a'.repeat(500_000)}`;
  const error = new BuhaError('bad-slo', {
    file: 'slo.yaml',
    line: 1,
    fault: 'value',
    text,
    known: [],
    kind: 'duration',
  });
  for (const language of LANGUAGES) {
    const shown = errorText(error, language);
    expect(shown.length).toBeLessThan(1000);
    expect(shown).toContain('p95: aaa');
  }
});

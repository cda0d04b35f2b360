import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gated, P95 } from '../../testing/gated-run.ts';
import { type Ended, Workplace } from '../../testing/run-buha.ts';

/** Runs scripts of a user's own, each in the same place. */
function inPlace() {
  const place = new Workplace();
  afterAll(() => place.remove());
  const script = (name: string, text: string) => {
    writeFileSync(place.file(name), text);
    return name;
  };
  return { place, script };
}

describe('a run that meets its goals: 0', () => {
  const { place } = inPlace();

  test('and what was written at its end is what the folder says afterwards, byte for byte, and twice', async () => {
    const { ended, folder, json } = await gated(place, ['get-balance', '--scale', '0.1', '--duration-scale', '0.05']);
    expect(ended.code).toBe(0);
    expect(json?.verdict).toBe('pass');
    expect(ended.stderr).toMatch(/판정: 조건부 통과 \(피크 부하 [\d.]+%만 실행\)\n/);
    const [first, second] = [await place.run(['gate', folder ?? '']), await place.run(['gate', folder ?? ''])];
    expect(first.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    const xml = await place.run(['gate', folder ?? '', '--format', 'junit']);
    expect(xml.stdout).toBe(readFileSync(join(folder ?? '', 'gate.xml'), 'utf8'));
  });
});

describe('a run that is no measurement: 30', () => {
  const { place, script } = inPlace();

  test('too few virtual users for the planned rate, on any server', async () => {
    const name = script(
      'starved.js',
      `import http from 'k6/http';
import { sleep } from 'k6';
export const options = {
  scenarios: { peak: { executor: 'constant-arrival-rate', rate: 200, timeUnit: '1s', duration: '2s', preAllocatedVUs: 60, maxVUs: 60 } },
  thresholds: { http_req_duration: ['p(95)<5000'], http_req_failed: ['rate<0.01'] },
};
export default function () { http.get(__ENV.BASE_URL + '/v1/products/1'); sleep(1); }`,
    );
    const { ended, json, row } = await gated(place, [name]);
    expect(ended.code).toBe(30);
    expect(json?.verdict).toBe('invalid');
    expect(row('delivered')).toMatchObject({
      outcome: 'invalid',
      scenario: 'peak',
      limit: 0.95,
      reason: 'not-delivered',
    });
    expect(row('delivered')?.reasonText).toContain('VU 60개로는');
    // k6 itself is content.
    expect(row('exit')).toMatchObject({ outcome: 'pass', actual: 0 });
  });

  test('no sample behind a threshold, which k6 passes', async () => {
    const name = script(
      'nothing.js',
      "export const options = { vus: 1, duration: '1s', thresholds: { http_req_duration: ['p(95)<500'] } };\nimport { sleep } from 'k6';\nexport default () => sleep(0.1);",
    );
    const { ended, row } = await gated(place, [name]);
    expect(ended.code).toBe(30);
    expect(row('exit')).toMatchObject({ actual: 0, outcome: 'pass' });
    expect(row('http_req_duration')).toMatchObject({ outcome: 'invalid', reason: 'no-samples' });
  });

  test('an exception in init, before any load: told with its line', async () => {
    const { ended, folder } = await gated(place, [
      script(
        'init.ts',
        '// first line\nconst nothing: unknown = undefined;\n(nothing as { x(): void }).x();\nexport default () => {};',
      ),
    ]);
    expect(ended.code).toBe(30);
    expect(ended.stderr).toMatch(/init\.ts:3/);
    expect(folder).toBeUndefined();
  });

  test.each([
    [
      'in the init of a virtual user',
      "import exec from 'k6/execution';\nif (__VU > 0) throw new Error('boom');\nexport default () => {};",
      107,
    ],
    [
      'in setup()',
      "export const options = { iterations: 1 };\nexport function setup() { throw new Error('boom'); }\nexport default () => {};",
      107,
    ],
    [
      'in an iteration, for which k6 exits 0',
      "export const options = { vus: 1, iterations: 3 };\nexport default () => { throw new Error('boom'); };",
      0,
    ],
  ])('an exception %s: told with its line', async (where, text, code) => {
    const { ended, row } = await gated(place, [
      script(`throws-${where.split(' ').at(-1)?.replaceAll(/\W/g, '')}.js`, text),
    ]);
    expect(ended.code).toBe(30);
    expect(row('exit')?.actual).toBe(code);
    expect(row('exceptions')).toMatchObject({ outcome: 'invalid', reason: 'exception' });
    expect(row('exceptions')?.reasonText).toMatch(/Error: boom \(throws-\w+\.js:2\)/);
  });
});

describe('a target that missed its goals: 10', () => {
  const { place, script } = inPlace();

  test('one that hangs up, with the error code', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const load = ['--profile', 'smoke', '--duration-scale', '0.3', '--base-url', address, '--give-up', 'off'];
    const { ended, row } = await gated(place, ['get-product', ...load]);
    server.close();
    expect(ended.code).toBe(10);
    expect(row('http_req_failed')).toMatchObject({ outcome: 'slo-fail', actual: 1 });
    expect(row('http_req_failed')?.reasonText).toMatch(/k6 오류 코드 \d{4}/);
    expect(row(P95)).toMatchObject({ outcome: 'undecidable' });
  });

  test('one whose script marks the run as failed', async () => {
    const name = script(
      'marked.js',
      "import http from 'k6/http';\nimport exec from 'k6/execution';\nexport const options = { vus: 2, iterations: 4, thresholds: { http_req_failed: ['rate<1'] } };\nexport default () => { http.get(__ENV.BASE_URL + '/v1/products/1'); exec.test.fail('no'); };",
    );
    const { ended, row } = await gated(place, [name]);
    expect(ended.code).toBe(10);
    expect(row('exit')).toMatchObject({ actual: 110, outcome: 'slo-fail' });
  });

  test('one that a threshold with abortOnFail ended', async () => {
    const name = script(
      'aborted.js',
      "import http from 'k6/http';\nexport const options = { vus: 2, duration: '20s', thresholds: { http_req_failed: [{ threshold: 'rate<0.5', abortOnFail: true }] } };\nexport default () => { http.get(__ENV.BASE_URL + '/absent'); };",
    );
    // Without it buha itself ends a run whose first answers all failed.
    const { ended, row } = await gated(place, [name, '--give-up', 'off']);
    expect(ended.code).toBe(10);
    expect(row('length')).toMatchObject({ outcome: 'slo-fail', reason: 'aborted-by-threshold' });
    expect(row('http_req_failed')).toMatchObject({ outcome: 'slo-fail' });
  });
});

describe('a slip costs no run: 2, before any load', () => {
  const place = new Workplace();
  afterAll(() => place.remove());
  let ended: Ended[];
  beforeAll(async () => {
    writeFileSync(place.file('slo.yaml'), 'get-balance: { scenarios: { peek_test: { p95: 1s } } }');
    ended = [
      await place.run(['run', 'get-balanse', '--gate']),
      await place.run(['run', 'get-balance', '--slo', 'slo.yaml']),
      await place.run(['run', 'get-balance', '--slo', 'absent.yaml']),
    ];
  });

  test('in the name of the scenario, in the file of service levels, in its name', () => {
    expect(ended.map(({ code }) => code)).toStrictEqual([2, 2, 2]);
    expect(ended[1]?.stderr).toMatch(/slo\.yaml:1 'peek_test'.*peak_test/);
    expect(ended.map(({ stderr }) => stderr).join('')).not.toMatch(/시작합니다|\n\s+at /);
    expect(existsSync(place.results)).toBe(false);
  });
});

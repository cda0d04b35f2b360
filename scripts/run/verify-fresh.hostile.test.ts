import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileNames } from '../../options/profiles.ts';
import { LANGUAGES } from '../../reports/words/language.ts';
import { PROJECT } from '../../testing/own-project.ts';
import { until, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
});
afterAll(() => place.remove());

/** What `verify` says of the reports of a run, one in each language, against what k6 measured. */
async function findingsOf(results: string): Promise<string> {
  const folder = place.runFolder(results);
  let findings = '';
  for (const language of LANGUAGES) {
    const report = join(results, `${language}.md`);
    const written = await place.run(['report', folder, '--lang', language, '--format', 'md', '-o', report]);
    expect(written.code, written.stderr).not.toBe(70);
    const { code, stdout, stderr } = await place.run(['verify', report, folder, '--strict', '--lang', 'en']);
    expect(stderr).toMatch(/compared [1-9]\d* figures/);
    findings += `${code === 0 ? '' : `${language}: `}${stdout}`;
  }
  return findings;
}

/** Some twenty seconds of load at most, whatever the profile; enough requests for its own stages to tell apart. */
const SCALED: Readonly<Record<string, readonly string[]>> = {
  smoke: ['--scale', '0.2', '--duration-scale', '0.4'],
  soak: ['--scale', '0.02', '--duration-scale', '0.002'],
};
const SHORT = ['--scale', '0.01', '--duration-scale', '0.05'];
const APIS = ['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const;

describe('nothing is found in a report of a run that has just ended', () => {
  test.each(profileNames(PROJECT).map((profile, at) => [profile, APIS[at % APIS.length] ?? 'get-product'] as const))(
    '%s of %s',
    async (profile, api) => {
      const results = place.file(profile);
      const args = ['run', api, '--profile', profile, ...(SCALED[profile] ?? SHORT), '--no-gate', '--results', results];
      const { stderr } = await place.run(args);
      expect(await findingsOf(results), stderr).toBe('');
    },
  );

  const SCRIPT = `
    import http from 'k6/http';
    import { check, group, sleep } from 'k6';
    import { Counter, Rate, Trend } from 'k6/metrics';
    const steps = new Trend('step_time', true);
    const good = new Rate('good_steps');
    const things = new Counter('things');
    export const options = {
      scenarios: {
        browse: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '2s', target: 6 }, { duration: '4s', target: 6 }], exec: 'browse' },
        buy: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '5s', preAllocatedVUs: 3, maxVUs: 4, exec: 'buy', startTime: '1s' },
      },
      thresholds: { 'http_req_duration{scenario:buy}': ['p(95)<1'], http_req_failed: ['rate<0.9'], 'group_duration{group:::pay}': ['avg<5000'] },
    };
    const base = __ENV.BASE_URL;
    export function setup() { sleep(0.5); http.get(base + '/v1/products/1'); return 1; }
    export function browse() {
      group('list', () => { check(http.get(base + '/v1/products/1'), { 'list is 200': (r) => r.status === 200 }); });
      group('detail', () => { check(http.get(base + '/v1/nothing/' + __ITER % 3, { tags: { name: 'nothing' } }), { 'detail is 200': (r) => r.status === 200 }); });
      sleep(0.1);
    }
    export function buy() {
      group('pay', () => {
        const answer = http.get(base + '/v1/products/2');
        steps.add(answer.timings.duration);
        good.add(answer.status === 200);
        things.add(1);
      });
      sleep(0.3);
    }
  `;

  describe('of a script of a team’s own on a target that runs', () => {
    let address: string;
    beforeAll(async () => {
      writeFileSync(place.file('own.js'), SCRIPT);
      const shop = place.start(['shop', '--port', '0']);
      address = await until(() => `${shop.stdout()}${shop.stderr()}`.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0], 'a shop');
    });

    test('groups, setup(), two scenarios, a crossed goal, failures', async () => {
      const results = place.file('own');
      const args = ['run', place.file('own.js'), '--yes', '--no-gate', '--results', results];
      const { stderr } = await place.run(args, { env: { BASE_URL: address } });
      expect(await findingsOf(results), stderr).toBe('');
    });

    test('an interruption', async () => {
      const results = place.file('cut');
      const run = place.start(['run', place.file('own.js'), '--yes', '--no-gate', '--results', results], {
        env: { BASE_URL: address },
      });
      await until(() => run.stderr().includes('VU') || run.stdout().includes('VU') || undefined, 'a load', 30_000);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      run.child.kill('SIGINT');
      const { stderr } = await run.ended;
      expect(await findingsOf(results), stderr).toBe('');
    });
  });
});

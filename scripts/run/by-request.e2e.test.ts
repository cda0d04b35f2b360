import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILING, type MixedService, mixedService, NEVER_PASSED, SLOW } from '../../testing/mixed-service.ts';
import { Workplace } from '../../testing/run-buha.ts';
import { ROOT } from '../paths.ts';

/** Goals of single requests, groups and checks, of which three are missed. */
const SLO = `default: { failed: 50% }
requests:
  '${SLOW}': { p95: 100ms }
  '${FAILING}': { failed: 5% }
  'GET /cart': { p95: 1s }
groups:
  '장바구니': { p95: 1s }
checks:
  '${NEVER_PASSED}': 1%
`;

let service: MixedService;
let place: Workplace;
let ended: Awaited<ReturnType<Workplace['run']>>;
beforeAll(async () => {
  [service, place] = [await mixedService(), new Workplace()];
  copyFileSync(join(ROOT, 'fixtures/scripts/mixed.js'), place.file('mixed.js'));
  writeFileSync(place.file('slo.yaml'), SLO);
  ended = await place.run([
    'run',
    'mixed.js',
    '--base-url',
    service.baseUrl,
    '--lang',
    'en',
    '--',
    '-e',
    'DURATION=5s',
  ]);
});
afterAll(() => {
  service.close();
  place.remove();
});

const file = (name: string) => readFileSync(join(place.runFolder(), name), 'utf8');

describe('eight endpoints of which one is slow, one fails and one check never passes', () => {
  test('goals of single requests in slo.yaml beside the script gate them by name', () => {
    expect(ended.stderr).toContain('Service levels: slo.yaml');
    expect(ended.code).toBe(10);
    const rows: { outcome: string; request?: string; group?: string; id: string }[] = JSON.parse(file('gate.json'))
      .runs[0].rows;
    const missed = rows.filter(({ outcome }) => outcome === 'slo-fail');
    expect(missed.map(({ id, request }) => request ?? id)).toEqual([SLOW, FAILING, `check ${NEVER_PASSED}`]);
    const met = rows.filter(({ outcome, request, group }) => outcome === 'pass' && (request ?? group));
    expect(met.map(({ request, group }) => request ?? group)).toEqual(['GET /cart', '장바구니']);
  });

  test('the first screen of the report names all three', () => {
    const report = file('report.md');
    const first = report.slice(0, report.indexOf('\n## 2'));
    for (const name of [SLOW, FAILING, NEVER_PASSED]) expect(first).toContain(name);
  });

  test('the figures of each request are those that the server counted, without what setup() sent', async () => {
    const json = JSON.parse((await place.run(['report', place.runFolder(), '--format', 'json', '-o', '-'])).stdout)
      .apis[0];
    const sent = Object.fromEntries(
      Object.entries<{ requests: number }>(json.endpoints).map(([name, { requests }]) => [name, requests]),
    );
    const served = new Map<string, number>();
    for (const [key, count] of service.served) {
      const name = key.replace(/ \d+$/, '');
      served.set(name, (served.get(name) ?? 0) + count);
    }
    served.set('GET /products', (served.get('GET /products') ?? 0) - 1);
    // Requests that the end of the run cut off reached the server, and are in no figure.
    for (const [name, count] of served) expect(count - (sent[name] ?? 0)).toBeOneOf([0, 1, 2, 3, 4]);
    expect(Object.keys(json.groups)).toEqual(['::둘러보기', '::장바구니', '::주문']);
    expect(json.tags.kind.list.requests).toBe((sent['GET /products'] ?? 0) + (sent[SLOW] ?? 0));
  });

  test('the report says the same word, also when it is written again, and so does the history', async () => {
    const folder = place.runFolder();
    const report = await place.run(['report', folder, '--format', 'json', '-o', '-']);
    const [{ verdict, goals }] = JSON.parse(report.stdout).apis;
    expect(verdict.kind).toBe('slo-fail');
    expect(goals.filter(({ outcome }: { outcome: string }) => outcome === 'slo-fail')).toHaveLength(3);
    expect(file('report.md')).toContain('Missed its goals');
    expect(file('slo.yaml')).toBe(SLO);
    expect((await place.run(['gate', folder])).code).toBe(10);
    expect((await place.run(['history', '--lang', 'en'])).stdout).toContain('Missed its goals');
  });
});

import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiId } from '../../options/apis.ts';
import { API_IDS, ownApi } from '../../testing/own-project.ts';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { type Ended, k6Path, TINY, Workplace } from '../../testing/run-buha.ts';
import { ROOT } from '../paths.ts';

interface Metric {
  readonly count?: number;
  readonly min?: number;
  readonly value?: number;
  readonly passes?: number;
  readonly fails?: number;
}

interface Summary {
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly root_group: {
    readonly checks: Readonly<Record<string, { readonly passes: number; readonly fails: number }>>;
  };
}

interface Sent {
  readonly method: string;
  readonly path: RegExp;
  /** What `path` captures. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly check: string;
  readonly leastSleepMs: number;
}

/** What the reference's scripts send (its README and METHODS), written down once more and apart from the catalogue. */
const REFERENCE = {
  'get-balance': {
    method: 'GET',
    path: /^\/v1\/users\/(\d+)\/balance$/,
    ids: ['9338', '9339', '9340', '9341'],
    name: 'GET /v1/users/{id}/balance',
    check: 'getBalance status is 200',
    leastSleepMs: 2000,
  },
  'recharge-balance': {
    method: 'POST',
    path: /^\/v1\/users\/(\d+)\/balance$/,
    ids: ['9338', '9339', '9340', '9341'],
    name: 'POST /v1/users/{id}/balance',
    check: 'recharge status is 200',
    leastSleepMs: 1000,
  },
  'place-order': {
    method: 'POST',
    path: /^\/v1\/(orders)$/,
    ids: ['orders'],
    name: 'POST /v1/orders',
    check: 'orders status is 200',
    leastSleepMs: 1000,
  },
  'get-product': {
    method: 'GET',
    path: /^\/v1\/products\/(\d+)$/,
    ids: ['1', '2', '3', '4'],
    name: 'GET /v1/products/{id}',
    check: 'getProduct status is 200',
    leastSleepMs: 1000,
  },
} satisfies Partial<Record<ApiId, Sent>>;

type ReferenceId = keyof typeof REFERENCE;
const APIS = Object.keys(REFERENCE) as ReferenceId[];

async function loadRecorded(place: Workplace, api: ApiId, server: RecordingServer, ...more: readonly string[]) {
  const load = ['--profile', 'load-only', '--scale', '0.02', '--duration-scale', '0.03'];
  const ended = await place.run(['run', api, ...load, ...more, '--base-url', server.baseUrl, '--results', api]);
  const files = place.runFiles(place.runFolder(place.file(api)));
  return { ended, files, summary: JSON.parse(files['summary.json'] ?? '') as Summary };
}

describe('each API', () => {
  const place = new Workplace();
  const sent = new Map<ReferenceId, { server: RecordingServer; run: Awaited<ReturnType<typeof loadRecorded>> }>();

  // At once: users who sleep most of the time, each API with a server of its own.
  beforeAll(async () => {
    const all = APIS.map(async (api) => {
      const server = await startRecordingServer();
      // What is sent is looked at, and not how fast it is on a busy machine.
      sent.set(api, { server, run: await loadRecorded(place, api, server, '--no-gate') });
    });
    await Promise.all(all);
  });
  afterAll(async () => {
    for (const { server } of sent.values()) server.close();
    await place.remove();
  });

  const sentBy = (api: ReferenceId) => {
    const found = sent.get(api);
    if (!found) throw new Error(`${api} sent nothing`);
    return { reference: REFERENCE[api] as Sent, ...found };
  };

  describe.each(APIS)('%s sends what the reference sends', (api) => {
    test('method and path; every id is picked, and no other', () => {
      const { reference, server, run } = sentBy(api);
      expect(run.ended.code).toBe(0);
      expect(server.requests.length).toBeGreaterThan(40);
      const seen = server.requests.map(({ method, path }) => {
        expect(method).toBe(reference.method);
        expect(path).toMatch(reference.path);
        return path.match(reference.path)?.[1];
      });
      expect([...new Set(seen)].sort()).toEqual(reference.ids);
    });

    test('body and content type', () => {
      const { reference, server } = sentBy(api);
      const users = new Set<number>();
      const amounts: number[] = [];
      for (const { headers, body } of server.requests) {
        expect(headers['content-type']).toBe(reference.method === 'POST' ? 'application/json' : undefined);
        if (api === 'recharge-balance') {
          const { amount, ...rest } = JSON.parse(body) as { amount: number };
          expect(rest).toEqual({});
          amounts.push(amount);
        } else if (api === 'place-order') {
          const { userId, ...rest } = JSON.parse(body) as { userId: number };
          expect(rest).toEqual({ totalAmount: 600, products: [{ productId: 4, quantity: 1 }] });
          users.add(userId);
        } else {
          expect(body).toBe('');
        }
      }
      if (api === 'place-order') expect([...users].sort()).toEqual([9338, 9339, 9340, 9341]);
      if (api === 'recharge-balance') {
        expect(amounts.every((amount) => Number.isInteger(amount) && amount >= 1000 && amount <= 10_999)).toBe(true);
        expect(new Set(amounts).size).toBeGreaterThan(amounts.length / 2);
        expect(Math.max(...amounts) - Math.min(...amounts)).toBeGreaterThan(5000);
      }
    });

    test('sleeps, check and name tag', () => {
      const { reference, server, run } = sentBy(api);
      const { metrics, root_group } = run.summary;
      expect(metrics.iteration_duration?.min).toBeGreaterThanOrEqual(reference.leastSleepMs);
      expect(metrics.iteration_duration?.min).toBeLessThan(reference.leastSleepMs + 500);
      expect(Object.keys(root_group.checks)).toEqual([reference.check]);
      expect(root_group.checks[reference.check]).toMatchObject({ passes: server.requests.length, fails: 0 });
      const requests = (run.files['samples.csv.gz'] ?? '').split('\n').filter((row) => row.startsWith('http_reqs,'));
      expect(requests.length).toBe(server.requests.length);
      for (const row of requests) expect(row).toContain(`,${reference.method},${reference.name},`);
    });
  });
});

describe('409', () => {
  const place = new Workplace();
  let server: RecordingServer;
  beforeAll(async () => {
    server = await startRecordingServer(409);
  });
  afterAll(async () => {
    server.close();
    await place.remove();
  });

  test('is neither a failure nor a failed check of an order, to which it is an answer of the business; of a recharge it is both', async () => {
    const told = await Promise.all(
      (['place-order', 'recharge-balance'] as const).map(async (api) => {
        const { ended, summary } = await loadRecorded(place, api, server);
        const { checks, http_req_failed, http_reqs } = summary.metrics;
        const requests = http_reqs?.count ?? 0;
        expect(requests).toBeGreaterThan(10);
        return [ended.code, http_req_failed?.value, checks?.passes ?? 0, (checks?.fails ?? 0) / requests];
      }),
    );
    // Nothing but rejections measured nothing.
    expect(told).toStrictEqual([
      [30, 0, 0, 0],
      [10, 1, 0, 1],
    ]);
  });
});

describe('k6 alone', () => {
  const k6 = (cwd: string, args: readonly string[], baseUrl: string) =>
    promisify(execFile)(k6Path(), [...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, BASE_URL: baseUrl },
      // A load that is not this tiny one must not last.
      timeout: 20_000,
    });
  const LOAD = ['BUHA_PROFILE=load-only', 'BUHA_SCALE=0.003', 'BUHA_DURATION_SCALE=0.02'].flatMap((pair) => [
    '-e',
    pair,
  ]);
  const place = new Workplace();
  let server: RecordingServer;
  beforeAll(async () => {
    server = await startRecordingServer();
  });
  afterAll(async () => {
    server.close();
    await place.remove();
  });

  test('runs the sources without a build, the bundle, and an archive of the bundle elsewhere', async () => {
    const flags = ['--quiet', '--no-usage-report'];
    const archive = place.file('get-product.tar');
    // An archive keeps the load that it was made with.
    await k6(place.folder, ['archive', ...LOAD, join(ROOT, 'dist', 'get-product.js'), '-O', archive], server.baseUrl);
    for (const script of [join(ROOT, 'scenarios', 'get-product.ts'), join(ROOT, 'dist', 'get-product.js'), archive]) {
      const before = server.requests.length;
      const { stdout } = await k6(place.folder, ['run', ...flags, ...LOAD, script], server.baseUrl);
      const sent = server.requests.length - before;
      expect(sent).toBeGreaterThan(5);
      expect(stdout).toContain('✓ getProduct status is 200');
      expect(stdout).toContain(`checks_total.......: ${sent} `);
    }
  });

  test.each(API_IDS)('the bundle of %s is small and has a source map', (id) => {
    const file = join(ROOT, 'dist', `${id}.js`);
    expect(statSync(file).size).toBeLessThanOrEqual(6144);
    expect(readFileSync(file, 'utf8')).toContain(`//# sourceMappingURL=${id}.js.map`);
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
    expect(sources).toContain(`../scenarios/${id}.ts`);
  });
});

describe('a flow with a login in setup()', () => {
  const place = new Workplace();
  let ended: Ended;
  beforeAll(async () => {
    ended = await place.run(['run', join(ROOT, 'scenarios', 'examples', 'login-and-order.ts'), ...TINY]);
  });
  afterAll(() => place.remove());

  test('runs against the shop with the profile of the command', () => {
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    const files = place.runFiles();
    const { root_group } = JSON.parse(files['summary.json'] ?? '') as Summary;
    const checks = (['get-product', 'place-order', 'get-balance'] as const).map((id) => ownApi(id).check);
    expect(Object.keys(root_group.checks).sort()).toEqual(checks.toSorted());
    for (const { fails } of Object.values(root_group.checks)) expect(fails).toBe(0);
    expect(JSON.parse(files['run.json'] ?? '')).toMatchObject({ profile: { name: 'load-only' } });
  });

  // k6's summary carries what setup() returned.
  test('the token is in no file', () => {
    for (const text of Object.values(place.runFiles())) {
      // The page's own code has tokens of its own.
      const measured = text.replace(/<script>.*<\/script>/s, '');
      expect(measured).not.toMatch(/token|setup_data|9338\.\w/);
    }
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TINY, Workplace } from '../../testing/run-buha.ts';
import { flowing } from '../../testing/screen.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

interface PlanJson {
  readonly plans: readonly {
    readonly name?: string;
    readonly vus: number;
    readonly scenarios: readonly {
      readonly name: string;
      readonly plannedIterations?: number;
      readonly deliverableRatio?: number;
    }[];
    readonly warnings: readonly { readonly id: string }[];
  }[];
}

const jsonOf = async (...args: readonly string[]): Promise<PlanJson> => {
  const ended = await place.run(['plan', ...args, '--format', 'json']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as PlanJson;
};

/** How busy the machine of a test is, is not the test's to say. */
const NOTHING_AGAINST = /^경고 (?:없음|1건\n +1\. 다른 프로그램이 )/m;

const SEED_WARNING =
  'peak_test: 서버가 즉시 응답해도 초당 최대 약 250회(목표의 5%), 계획의 9.3%까지만 실행할 수 있습니다. maxVUs를 10,000 이상으로 늘리십시오.';

describe('plans of scripts', () => {
  test('one API in detail, on standard output alone', async () => {
    const ended = await place.run(['plan', 'get-balance']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('17,209 (9.3%)');
    expect(flowing(ended.stdout)).toContain(SEED_WARNING);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('all four without a name, as with `all`', async () => {
    const ended = await place.run(['plan', '--lang', 'en']);
    expect(ended.stdout).toMatch(
      /^Verdict: the planned load cannot run in full\. .*\n\nBalance inquiry, Balance recharge, Order, Product inquiry · profile seed/s,
    );
    // How much memory is free, and how busy the machine, is another figure a moment later.
    const lasting = (text: string) =>
      text.replaceAll(/\S+ [GM]B$|\S+% in use now|^\d+ warnings$|^ +\d+\. Other programs are [\s\S]*$/gm, '');
    expect(lasting((await place.run(['plan', 'all', '--lang', 'en'])).stdout)).toBe(lasting(ended.stdout));
  });

  test('an expected response time lowers the ceiling', async () => {
    const [instant, slow] = [await jsonOf('get-balance'), await jsonOf('get-balance', '--expect-latency', '2s')];
    const ratioOf = ({ plans }: PlanJson) => plans[0]?.scenarios[1]?.deliverableRatio ?? Number.NaN;
    expect(ratioOf(instant)).toBeCloseTo(0.093, 3);
    expect(ratioOf(slow) / ratioOf(instant)).toBeCloseTo(0.5, 1);
  });

  test('a script of the user, whose iterations only the user knows', async () => {
    writeFileSync(
      place.file('own.js'),
      `export const options = { scenarios: { rate: { executor: 'constant-arrival-rate', rate: 100, duration: '10s',
        preAllocatedVUs: 20, maxVUs: 50 } } };
      export default () => {};`,
    );
    const unknown = await place.run(['plan', 'own.js']);
    expect(unknown.code).toBe(0);
    expect(unknown.stdout).toContain('--iteration-time');
    expect(unknown.stdout).toMatch(NOTHING_AGAINST);
    const { plans } = await jsonOf('own.js', '--iteration-time', '1s');
    expect(plans[0]?.scenarios[0]).toMatchObject({ plannedIterations: 1000, deliverableRatio: 0.5 });
    const lasting = plans[0]?.warnings.filter(({ id }) => id !== 'busy');
    expect(lasting?.map(({ id }) => id)).toEqual(['arrival-ceiling', 'slow-vu-start']);
  });

  test('a script that cannot be planned shows no secret of its environment', async () => {
    writeFileSync(
      place.file('own.js'),
      "throw new Error(['no', __ENV.SHOP_PASSWORD, 'and', __ENV.DATABASE_URL, 'by', __ENV.PIN_OF_E].join(' '));",
    );
    const env = { SHOP_PASSWORD: 'p@ss-w0rd-1', DATABASE_URL: 'postgres://app:pg-pass-1@db/shop' };
    const ended = await place.run(['plan', 'own.js', '--', '-e', 'PIN_OF_E=47x1'], { env });
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('no *** and postgres://***@db/shop by ***');
  });

  test('as many virtual users as k6 says that it gets ready, of its own segment too', async () => {
    const scenarios = `{ a: { executor: 'constant-vus', vus: 10, duration: '10s' },
      b: { executor: 'constant-vus', vus: 21, duration: '10s', startTime: '20s' } }`;
    const script = (more: string) =>
      `export const options = { scenarios: ${scenarios}${more} }; export default () => {};`;
    writeFileSync(place.file('late.js'), script(''));
    writeFileSync(place.file('segment.js'), script(", executionSegment: '0:1/2'"));
    expect((await jsonOf('late.js', 'segment.js')).plans.map(({ vus }) => vus)).toEqual([31, 16]);
  });

  test('every option that k6 would ignore is named, and the executor that runs', async () => {
    writeFileSync(
      place.file('ignored.js'),
      `export const options = { executor: 'constant-vus', stages: [{ duration: '1s', target: 2 }], vusMax: 3, rate: 9 };
      export default () => {};`,
    );
    const ended = await place.run(['plan', 'ignored.js', '--lang', 'en']);
    expect(flowing(ended.stdout)).toContain(
      "the executor 'constant-vus' at the top of the options and runs ramping-vus",
    );
    expect(ended.stdout).toContain("'vusMax', 'rate'");
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test.each([
    [`scenarios: { s: { executor: 'constant-vus', duration: '1s', exec: 'absent' } }`, '스크립트에 없습니다: absent'],
    [
      `scenarios: { s: { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 5, maxVUs: 2 } }`,
      '시나리오 s: maxVUs는 preAllocatedVUs보다 작을 수 없습니다',
    ],
  ])('what k6 would refuse at the start is refused here: %s', async (options, reason) => {
    writeFileSync(place.file('wrong.js'), `export const options = { ${options} }; export default () => {};`);
    const ended = await place.run(['plan', 'wrong.js']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(reason);
  });

  test('options as k6 inspect prints them, by the users of a named API', async () => {
    writeFileSync(
      place.file('options.json'),
      JSON.stringify({ vus: null, scenarios: { s: { executor: 'constant-vus', vus: 10, duration: '20s' } } }),
    );
    expect((await place.run(['plan', '--options', 'options.json'])).stdout).toContain('--iteration-time');
    const named = await place.run(['plan', 'get-product', '--options', 'options.json']);
    // Ten users for 20 s, a second each.
    expect(named.stdout).toMatch(/전체 +200 +약 200\n/);
    expect(named.stdout).toMatch(NOTHING_AGAINST);
    const { plans } = await jsonOf('all', '--options', 'options.json');
    expect(plans.map(({ name }) => name)).toEqual(['get-balance', 'recharge-balance', 'place-order', 'get-product']);
  });

  test('a drawing', async () => {
    const ended = await place.run(['plan', 'get-balance', '-o', 'plan.svg', '--lang', 'en']);
    expect(ended).toMatchObject({ code: 0, stderr: 'Picture  plan.svg\n' });
    expect(readFileSync(place.file('plan.svg'), 'utf8')).toMatch(/^<svg .*Planned load: Balance inquiry/s);
  });
});

const BUSINESS = ['--dau', '100000', '--requests-per-user', '12', '--peak-share', '0.2'];

describe('from business figures', () => {
  test('formula, VUs, and options that have nothing against them', async () => {
    const made = await place.run(['plan', ...BUSINESS, '--iteration-time', '1.2s', '-o', 'options.json']);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/240,000건 ÷ 3,600s += +66\.67\/s/);
    expect(made.stdout).toMatch(/66\.67\/s × 반복 시간 1\.2s .*= +80개/);
    expect(made.stderr).toBe('k6 옵션  options.json\n');
    const again = await place.run(['plan', '--options', 'options.json', '--iteration-time', '1.2s']);
    expect(again.stdout).toMatch(NOTHING_AGAINST);
    expect(again.stdout).toContain('24,000 (100%)');
  });

  test('the length of an iteration may be that of an API', async () => {
    const ended = await place.run(['plan', 'get-balance', ...BUSINESS, '--expect-latency', '500ms', '--lang', 'en']);
    expect(ended.stdout).toMatch(/66\.67\/s × iteration 2\.5s .*= +167\n/);
  });
});

describe('arguments that cannot be used: exit 2, what and how to mend it, nothing written', () => {
  test.each([
    [['get-balanse'], ["'get-balanse'", 'get-balance, recharge-balance']],
    [
      ['get-balance', '--profile', 'sead'],
      ["'sead'", 'seed, sequential'],
    ],
    [
      ['get-balance', '--expect-latency', 'fast'],
      ['--expect-latency', "'fast'", '200ms'],
    ],
    [
      ['get-balance', '--iteration-time', '1s', '--expect-latency', '1s'],
      ['--iteration-time', '--expect-latency'],
    ],
    [
      ['get-balance', '-o', 'plan.png'],
      ['--output', "'plan.png'", '*.svg'],
    ],
    [
      ['--dau', '100000'],
      ['--requests-per-user, --peak-share', 'buha plan --dau'],
    ],
    [[...BUSINESS], ['--iteration-time']],
    [
      ['all', ...BUSINESS],
      ['--dau', 'all'],
    ],
    [
      ['--dau', '-1', '--requests-per-user', '12', '--peak-share', '0.2'],
      ['--dau', "'-1'"],
    ],
    [
      ['--dau', '1', '--requests-per-user', '12', '--peak-share', '20'],
      ['--peak-share', "'20'", '20%'],
    ],
    [
      ['--options', 'absent.json'],
      ['absent.json', 'ENOENT'],
    ],
    [
      ['--options', 'absent.json', '--profile', 'seed'],
      ['--options', '--profile'],
    ],
    [
      ['get-balance', 'get-product', '--dau', '1000', '--requests-per-user', '1', '--peak-share', '0.2'],
      ['--dau', 'get-balance, get-product'],
    ],
  ])('%j', async (args, named) => {
    const ended = await place.run(['plan', ...args]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^오류: /);
    for (const part of named) expect(ended.stderr).toContain(part);
    expect(ended.stderr).not.toMatch(/\n\s+at |dist\/buha\.js/);
    expect(existsSync(place.file('plan.png'))).toBe(false);
    expect(readdirSync(place.temporary)).toEqual([]);
  });
});

describe('`buha run` says what stands against its plan', () => {
  // Nobody is at 192.0.2.1 (RFC 5737), and without --yes nothing is sent there.
  const REFUSED = ['--base-url', 'http://192.0.2.1'];

  test('in two lines, before anything is sent', async () => {
    const one = await place.run(['run', 'get-balance', ...REFUSED]);
    const [first, second, third] = one.stderr.split('\n');
    expect(first).toBe(`경고: ${SEED_WARNING}`);
    expect(second).toMatch(/^경고: peak_test: preAllocatedVUs 200개/);
    expect(third).toMatch(/^오류: 192\.0\.2\.1/);
  });

  test('also where there are more, with the command that tells them', async () => {
    const all = await place.run(['run', 'all', '--scale', '0.5', ...REFUSED, '--lang', 'en']);
    const [first, second, third] = all.stderr.split('\n');
    expect(first).toMatch(/^warning: \[Balance inquiry\] peak_test: even if the server answered at once/);
    expect(second).toBe('There are 3 more warnings; see them with:  buha plan all --scale 0.5');
    expect(third).toMatch(/^error: /i);
  });

  test('and nothing where there is nothing', async () => {
    const ended = await place.run(['run', 'get-product', ...TINY]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).not.toContain('경고');
  });
});

test.runIf(process.platform === 'linux')(
  'what k6 costs this machine is measured where the user asks for it',
  async () => {
    const { code, stdout, stderr } = await place.run(['plan', 'get-balance', '--profile', 'smoke', '--calibrate']);
    expect(code).toBe(0);
    expect(stderr).toContain('재는 중입니다');
    const [, cpu, vu] =
      stdout.replaceAll(/\s+/g, ' ').match(/요청당 CPU ([\d.]+)µs, 쉬는 VU 1,000개에 [\d.]+코어, VU당 (\d+) kB/) ?? [];
    // A request costs a k6 of any machine more than a microsecond and less than some ms, a user some hundred kB.
    expect(Number(cpu)).toBeGreaterThan(1);
    expect(Number(vu)).toBeGreaterThan(20);
    expect(Number(vu)).toBeLessThan(5_000);
  },
);

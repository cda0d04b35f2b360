import { expect, test } from 'vitest';
import { readOutputs } from '../outputs.ts';
import { parseTarget } from '../target.ts';
import { givenSecrets } from './given-secrets.ts';

interface Given {
  readonly headers?: Readonly<Record<string, string>>;
  readonly out?: readonly string[];
  readonly prometheusRw?: string;
  readonly baseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Values of `.env` and `-e` with secret names. */
  readonly secrets?: readonly string[];
  readonly secretHeaders?: readonly string[];
  readonly secretVariables?: readonly string[];
  readonly tokens?: readonly string[];
}

function secretsOf(given: Given): string[] {
  const settings = {
    headers: given.headers ?? {},
    users: { file: undefined, count: 0, tokens: new Set(given.tokens) },
    outputs: readOutputs(given.out ?? [], given.prometheusRw),
    secrets: given.secrets ?? [],
    namedSecrets: { headers: given.secretHeaders ?? [], variables: given.secretVariables ?? [] },
  };
  const target = given.baseUrl === undefined ? undefined : parseTarget(given.baseUrl);
  return givenSecrets(settings, target, given.env ?? {}).flatMap((set) => [...set]);
}

const HARMLESS = {
  'X-Env': 'load',
  Accept: 'application/json',
  'Accept-Language': 'ko-KR',
  'Content-Type': 'application/json',
  'User-Agent': 'buha checkout',
  'X-Tenant': 'shop',
  'X-Request-Id': 'request-0001',
  'X-Forwarded-For': '10.0.0.1',
  'X-Test-Run': 'load_test',
  'X-Author': 'performance',
} as const;

test('ten harmless headers are none', () => {
  expect(secretsOf({ headers: HARMLESS })).toEqual([]);
});

test.each<[string, Given, readonly string[]]>([
  ['the password of BASE_URL', { baseUrl: 'http://loader:p%40ssw0rd@127.0.0.1' }, ['p@ssw0rd', 'p%40ssw0rd', 'loader']],
  ['that of --prometheus-rw', { prometheusRw: 'http://me:push-pw-1@127.0.0.1:9090/api/v1/write' }, ['push-pw-1']],
  ['one in --out', { out: ['influxdb=http://me:influx-pw@127.0.0.1:8086/k6'] }, ['influx-pw']],
  ['fields of --out', { out: ['dynatrace=url=http://x,apitoken=dt0c01.abc,region=eu-west'] }, ['dt0c01.abc']],
  [
    'that of a proxy',
    { env: { HTTPS_PROXY: 'http://kim:pr%23xy-pass@10.0.0.1:3128' } },
    ['pr#xy-pass', 'pr%23xy-pass'],
  ],
  [
    'variables of k6',
    { env: { K6_INFLUXDB_PASSWORD: 'influx-pw', K6_CLOUD_TOKEN: 'cloud-t0ken' } },
    ['influx-pw', 'cloud-t0ken'],
  ],
  ['.env and -e by their names', { secrets: ['t0ken-of-e'] }, ['t0ken-of-e']],
  ['a named header', { headers: { 'X-Env': 'staging-7' }, secretHeaders: ['x-env'] }, ['staging-7']],
  ['a named variable', { env: { PLACE: 'seoul-west' }, secretVariables: ['PLACE'] }, ['seoul-west']],
  [
    'lines of a token',
    { tokens: ['first-line\nsecond-line'] },
    ['first-line\nsecond-line', 'first-line', 'second-line'],
  ],
])('%s is one', (_name, given, secrets) => {
  const found = secretsOf(given);
  for (const secret of secrets) expect(found).toContain(secret);
});

test.each<[string, Given]>([
  [
    'a variable without such a name',
    { env: { REGION: 'ap-northeast-2', BASE: 'http://127.0.0.1:8080/', HOME: '/home/team' } },
  ],
  ['an output without credentials', { out: ['json=out.json', 'influxdb=http://127.0.0.1:8086/k6', 'cloud'] }],
  ['a proxy without them', { env: { HTTP_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost' } }],
  ['a short password of somebody else', { env: { DATABASE_URL: 'postgres://app:test@db/app' } }],
  ['where a shell is', { env: { PWD: '/home/team/shop', OLDPWD: '/home/team/other' } }],
  ['what a desktop sets', { env: { XDG_SESSION_ID: 'session-of-a-desktop', SSH_AUTH_SOCK: '/tmp/ssh-agent.sock' } }],
])('%s is none', (_name, given) => {
  expect(secretsOf(given)).toEqual([]);
});

test('a short one of ours is refused by its name', () => {
  expect(() => secretsOf({ headers: { 'X-Pin': '12' } })).toThrow(
    expect.objectContaining({ code: 'short-secret', facts: expect.objectContaining({ name: 'X-Pin' }) }),
  );
});

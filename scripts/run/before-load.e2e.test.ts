// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a script in quotes
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { closedPort, type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { TINY, Workplace } from '../../testing/run-buha.ts';

const issued = certificates();
let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

test('a target that refuses connections: said with how to mend it, and no load is sent', async () => {
  const baseUrl = `http://127.0.0.1:${await closedPort()}`;
  const ended = await place.run(['run', 'get-balance', ...TINY, '--base-url', baseUrl]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(
    `${baseUrl}에 연결할 수 없어 부하를 보내지 않았습니다. 연결이 거부되었습니다(ECONNREFUSED)`,
  );
  expect(ended.stderr).toContain('포트 번호가 맞는지');
  expect(existsSync(place.results)).toBe(false);
});

test('a script with an address of its own is not started either where nobody listens', async () => {
  const address = `http://127.0.0.1:${await closedPort()}`;
  writeFileSync(
    place.file('own.js'),
    `import http from 'k6/http';\nexport const options = { iterations: 1 };\nconst BASE = '${address}';\nexport default () => { http.get(\`\${BASE}/x\`); };\n`,
  );
  const ended = await place.run(['run', 'own.js']);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(address);
});

describe('targets of a config', () => {
  let health: RecordingServer;
  beforeEach(async () => {
    health = await startRecordingServer(503);
  });
  afterEach(() => health.close());
  const config = (targets: object, more = {}) =>
    writeFileSync(place.file('buha.config.json'), JSON.stringify({ targets, ...more }));
  const script = (name: string, address: string) =>
    writeFileSync(
      place.file(name),
      `import http from 'k6/http';\nexport const options = { iterations: 1 };\nexport default () => { http.get(\`\${${address}}/x\`); };\n`,
    );

  test('one that the config marks as production is asked for before any load, whoever names its address', async () => {
    config({ live: { baseUrl: health.baseUrl, production: true } });
    script('own.js', '__ENV.BASE_URL');
    const other = health.baseUrl.replace('127.0.0.1', 'localhost');
    for (const more of [['--target', 'live'], ['--base-url', other], []]) {
      const ended = await place.run(['run', 'own.js', ...more], { env: { BASE_URL: health.baseUrl } });
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('확인이 필요합니다');
    }
    const once = await place.run(['run', 'own.js', '--target', 'live', '--yes']);
    expect(once.code).toBe(2);
    expect(once.stderr).toContain('--yes-production');
    expect(health.requests).toHaveLength(0);
  });

  test('its health may be asked of another host, which learns no header of its', async () => {
    const own = await startRecordingServer();
    config({ a: { baseUrl: own.baseUrl.replace('//', '//kim:pw-12345@'), health: `${health.baseUrl}/up` } });
    script('own.js', '__ENV.BASE_URL');
    const env = { BUHA_HEADERS: 'X-Token: t0ken-12345' };
    const ended = await place.run(['run', 'own.js', '--target', 'a'], { env });
    own.close();
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('503');
    expect(health.requests).toMatchObject([{ path: '/up' }]);
    expect(JSON.stringify(health.requests)).not.toMatch(/t0ken|authorization/i);
  });

  test('.env gives way to the config, which is said; a script that goes elsewhere claims no target', async () => {
    const own = await startRecordingServer();
    config({ a: { baseUrl: own.baseUrl, facts: { CPU: 4 }, purpose: 'why' } }, { target: 'a' });
    script('own.js', `'${health.baseUrl}'`);
    script('reads.js', '__ENV.BASE_URL');
    writeFileSync(place.file('.env'), `BASE_URL=${health.baseUrl}\n`);
    const refused = await place.run(['run', 'own.js', '--target', 'a']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--target 옵션은 own.js에 적용할 수 없습니다');
    const ended = await place.run(['run', 'own.js', 'reads.js', '--no-gate']);
    own.close();
    expect(ended.stderr).toContain(`대상 서버: ${own.baseUrl} (설정의 대상 a)`);
    expect(ended.stderr).toContain('.env의 BASE_URL은 설정의 target이 있어 쓰지 않습니다');
    expect(ended.stderr).toContain('경고: own.js는 BASE_URL을 읽지 않으므로 대상 a를 쓰지 않고');
    const files = place.runFiles();
    const [first, second] = ['own', 'reads'].map((name) => JSON.parse(files[`${name}/run.json`] ?? ''));
    expect(first).not.toHaveProperty('targetInfo');
    expect(first).not.toHaveProperty('purpose');
    expect(first.target).toStrictEqual({ hosts: [{ host: new URL(health.baseUrl).host, share: 1 }] });
    expect(second).toMatchObject({ target: { name: 'a' }, targetInfo: { CPU: '4' }, purpose: 'why' });
  });
});

describe('TLS with an authority of its own', () => {
  let server: Server;
  let baseUrl: string;
  beforeEach(async () => {
    const { cert, key } = issued.good;
    server = createServer({ cert, key }, (_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
    writeFileSync(place.file('ca.pem'), issued.ca);
    writeFileSync(
      place.file('own.js'),
      "import http from 'k6/http';\nexport const options = { vus: 1, iterations: 3 };\nexport default () => { http.get(`${__ENV.BASE_URL}/x`); };\n",
    );
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const run = (...more: readonly string[]) => place.run(['run', 'own.js', '--base-url', baseUrl, ...more]);

  test('is refused with both ways out', async () => {
    const ended = await run();
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/신뢰할 수 없습니다.*\n.*--ca FILE.*--insecure/);
  });

  // Elsewhere k6 asks the system's store alone.
  test.runIf(process.platform === 'linux')('--ca: k6 trusts it, and the record and the report name it', async () => {
    const ended = await run('--ca', 'ca.pem');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toContain('ca.pem의 인증서를');
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '')).toMatchObject({ tls: { ca: 'ca.pem' } });
    expect(files['report.md']).toContain('자체 인증 기관 `ca.pem`');
    expect(files['samples.csv.gz']).toMatch(/^http_reqs,.*,200,/m);
  });

  test.runIf(process.platform === 'linux')(
    'an authority that the config names for its target, from where the config is',
    async () => {
      const team = join(place.folder, 'team');
      mkdirSync(join(team, 'sub'), { recursive: true });
      writeFileSync(join(team, 'ca.pem'), issued.ca);
      writeFileSync(
        join(team, 'buha.config.json'),
        JSON.stringify({ targets: { own: { baseUrl, ca: 'ca.pem' } }, results: '../results' }),
      );
      const ended = await place.run(['run', '../../own.js', '--target', 'own'], { cwd: join(team, 'sub') });
      expect(ended).toMatchObject({ code: 0 });
      expect(JSON.parse(place.runFiles()['run.json'] ?? '')).toMatchObject({ tls: { ca: '../ca.pem' } });
    },
  );

  test('--insecure: sent unchecked, which the record and the report say', async () => {
    const ended = await run('--insecure');
    expect(ended).toMatchObject({ code: 0 });
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '')).toMatchObject({ tls: { insecure: true } });
    expect(files['report.md']).toContain('인증서를 확인하지 않음');
  });

  test('what the config says of its target holds for no other system', async () => {
    const targets = { own: { baseUrl, insecure: true } };
    writeFileSync(place.file('buha.config.json'), JSON.stringify({ targets, target: 'own' }));
    writeFileSync(
      place.file('pay.js'),
      `import http from 'k6/http';\nexport const options = { iterations: 1 };\nexport default () => { http.get('${baseUrl}/pay'); };\n`,
    );
    for (const scripts of [['pay.js'], ['own.js', 'pay.js']]) {
      const ended = await place.run(['run', ...scripts]);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/신뢰할 수 없습니다/);
    }
    expect(existsSync(place.results)).toBe(false);
    // Where it can be reached by a text that nobody can read before, k6 itself still checks it.
    const later = `import http from 'k6/http';\nexport const options = { iterations: 1 };\nexport default () => { http.get(['https', '${baseUrl.slice(6)}/pay'].join(':')); };\n`;
    writeFileSync(place.file('pay.js'), later);
    await place.run(['run', 'own.js', 'pay.js']);
    const files = place.runFiles();
    const [own, pay] = ['own', 'pay'].map((name) => JSON.parse(files[`${name}/run.json`] ?? ''));
    expect(own).toMatchObject({ tls: { insecure: true }, target: { name: 'own' } });
    expect(own).not.toHaveProperty('given');
    expect(pay).not.toHaveProperty('tls');
    expect(files['own/samples.csv.gz']).toMatch(/^http_reqs,.*,200,/m);
    expect(files['pay/samples.csv.gz']).not.toMatch(/^http_reqs,.*,200,/m);
  });
});

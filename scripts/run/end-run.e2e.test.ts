// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts in quotes
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LONG, processesOf, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: Server;
let answered = 0;
/** How many requests the server answers before it hangs. */
let most = Number.POSITIVE_INFINITY;
let status = 200;
beforeEach(async () => {
  place = new Workplace();
  answered = 0;
  most = Number.POSITIVE_INFINITY;
  status = 200;
  server = createServer((_, response) => {
    answered += 1;
    if (answered <= most) response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await place.remove();
  server.closeAllConnections();
  server.close();
});

const script = (...lines: readonly string[]) =>
  writeFileSync(
    place.file('own.js'),
    [
      "import http from 'k6/http';",
      "import { sleep } from 'k6';",
      "export const options = { vus: 5, duration: '60s' };",
      "export default () => { http.get(`${__ENV.BASE_URL}/orders`, { tags: { name: 'GET /orders' } }); sleep(0.1); };",
      ...lines,
    ].join('\n'),
  );

const run = (...more: readonly string[]) =>
  place.run(['run', 'own.js', '--base-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...more]);

const record = () => JSON.parse(place.runFiles()['run.json'] ?? '');

test('first answers that are all 401 end the run with one line, and it has missed its goals', async () => {
  status = 401;
  script();
  const ended = await run();
  expect(ended.code).toBe(10);
  expect(ended.stderr).toMatch(/401 × \d+ \(GET \/orders\): 토큰이 없거나/);
  expect(record()).toMatchObject({ interrupted: false, exit: { code: 105 }, endedBy: { cause: 'first-answers' } });
  expect(record().endedBy.second).toBeLessThan(10);
  expect(place.runFiles()['report.md']).toContain('처음 응답이 모두 실패하여');
});

test('answers that the script expects are no failures: the run goes on to its end', async () => {
  status = 409;
  script('http.setResponseCallback(http.expectedStatuses(200, 409));', "options.duration = '3s';");
  await run();
  expect(record()).toMatchObject({ exit: { code: 0 } });
  expect(record()).not.toHaveProperty('endedBy');
});

test('a server that accepts and never answers: given up, missed, said since when', async () => {
  most = 0;
  script();
  const ended = await run('--give-up', '2s');
  expect(ended.code).toBe(10);
  expect(ended.stderr).toContain('처음부터 응답이 없어');
  expect(record()).toMatchObject({ interrupted: false, endedBy: { cause: 'give-up' } });
});

test('a server that answers and then hangs: given up, with the figures before it', async () => {
  most = 100;
  script();
  const ended = await run('--give-up', '2s');
  expect(ended.code).toBe(10);
  expect(record()).toMatchObject({ endedBy: { cause: 'give-up', second: expect.any(Number) } });
  expect(place.runFiles()['report.md']).toMatch(
    /초 이후 \d+초 동안 응답이 하나도 없었습니다\. 그 전에는 요청 100건이 .*성공했습니다/,
  );
});

test('a server that dies after good answers: the run goes on, missed, with since when and how many before', async () => {
  server.removeAllListeners('request').on('request', ({ socket }, response) => {
    answered += 1;
    if (answered <= 400) response.end('{}');
    else socket.destroy();
  });
  script("options.vus = 20; options.duration = '6s';");
  const ended = await run();
  expect(ended.code).toBe(10);
  expect(record()).toMatchObject({ exit: { code: 0 } });
  expect(record()).not.toHaveProperty('endedBy');
  // Lines of a terminal are folded.
  expect(ended.stderr.replaceAll(/\s+/g, ' ')).toMatch(
    /대상 시스템이 [123]초부터 응답하지 않았고 .* 응답은 400건입니다/,
  );
  expect(place.runFiles()['report.md']).toMatch(/그 전에는 요청 400건이 .*성공했습니다/);
});

test.runIf(process.platform === 'linux')(
  'bodies without end: the run ends as planned, has missed its goals, and says why',
  async () => {
    server.removeAllListeners('request').on('request', (_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    script(
      "options.scenarios = { a: { executor: 'constant-vus', vus: 2, duration: '2s', gracefulStop: '1s' } };",
      'delete options.vus; delete options.duration;',
    );
    const ended = await run('--gate');
    expect(ended.code).toBe(10);
    // Lines of a terminal are folded.
    expect((ended.stdout + ended.stderr).replaceAll(/\s+/g, ' ')).toContain('완료된 응답이 한 건도 없습니다');
    expect(record()).toMatchObject({ exit: { code: 0 }, endedBy: { cause: 'unanswered' } });
    expect(place.runFiles()['report.md']).toContain('완료된 응답이 한 건도 없습니다');
  },
);

test.runIf(process.platform === 'linux')('the embedded shop dies: the run is no measurement, and says so', async () => {
  const buha = place.start(['run', 'get-product', ...LONG]);
  const { shop } = await processesOf(buha);
  process.kill(shop, 'SIGKILL');
  const ended = await buha.ended;
  expect(ended.code).toBe(30);
  expect(ended.stderr).toMatch(/내장 모의 서버가 \d+초에 종료되어/);
  expect(record()).toMatchObject({ endedBy: { cause: 'shop-lost' } });
});

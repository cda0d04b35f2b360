import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EchoServer, startGrpcEcho, startWebSocketEcho } from '../../testing/echo-servers.ts';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: EchoServer | undefined;
beforeEach(() => {
  place = new Workplace();
});
afterEach(async () => {
  server?.close();
  await place.remove();
});

/** Runs a script that finds its server in HOST; what it left. */
async function ran(text: string, host: string) {
  writeFileSync(place.file('own.js'), text.replaceAll('HOST', host));
  const ended = await place.run(['run', 'own.js', '--lang', 'en']);
  expect(ended.stderr).not.toMatch(/shop|no longer|warning/i);
  expect(ended.code).toBe(0);
  const folder = place.runFolder();
  const json = JSON.parse((await place.run(['report', folder, '--format', 'json'])).stdout);
  const history = (await place.run(['history', '--lang', 'en'])).stdout;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { ended, run: json.apis[0], history, report: read('report.md'), page: read('report.html') };
}

/** Nothing of HTTP is told as if it had been looked at. */
function expectNoHttp(report: string, host: string): void {
  const ofHttp = /http_req|no HTTP requests|^- Success rate|Network delay|reference shop/;
  expect(report.split('\n').filter((line) => ofHttp.test(line))).toStrictEqual([]);
  expect(report).toContain(host);
}

test('a script of WebSocket is reported by its sessions', async () => {
  server = await startWebSocketEcho();
  const { ended, run, history, report, page } = await ran(
    `import { WebSocket } from 'k6/websockets';
export const options = { vus: 2, iterations: 20, thresholds: { ws_session_duration: ['p(95)<5000'], ws_msgs_received: ['count>=20'] } };
export default () => {
  const socket = new WebSocket('ws://HOST/');
  socket.addEventListener('open', () => socket.send('ping'.repeat(100)));
  socket.addEventListener('message', () => socket.close());
};
`,
    server.host,
  );
  expect(server.served()).toBe(20);
  expect(run.judged).toMatchObject({ metrics: ['ws_sessions', 'ws_session_duration'], total: { requests: 20 } });
  expect(run.timeline.protocol).toBe('ws');
  expect(run.timeline.total.reduce((sum: number, { requests }: { requests: number }) => sum + requests, 0)).toBe(20);
  expectNoHttp(report, server.host);
  for (const text of ['Judged by: `ws_sessions`', 'ws_msgs_received', 'Session length over time']) {
    expect(report).toContain(text);
  }
  expect(page).toContain('Session length over time (ws_session_duration)');
  expect(ended.stderr).toContain('ws_session_duration');
  expect(history).toContain('ws_session_duration');
});

test('a script of gRPC is reported by its calls', async () => {
  server = await startGrpcEcho();
  writeFileSync(
    place.file('echo.proto'),
    'syntax = "proto3";\npackage echo;\nmessage Text { string text = 1; }\nservice Echo { rpc Say(Text) returns (Text); }\n',
  );
  const { ended, run, history, report, page } = await ran(
    `import grpc from 'k6/net/grpc';
import { check } from 'k6';
export const options = { vus: 2, iterations: 30, thresholds: { grpc_req_duration: ['p(95)<5000'] } };
const client = new grpc.Client();
client.load([], 'echo.proto');
let isConnected = false;
export default () => {
  if (!isConnected) client.connect('HOST', { plaintext: true });
  isConnected = true;
  const reply = client.invoke('echo.Echo/Say', { text: 'hello' });
  check(reply, { echoed: ({ status, message }) => status === grpc.StatusOK && message.text === 'hello' });
};
`,
    server.host,
  );
  expect(server.served()).toBe(30);
  expect(run.judged).toMatchObject({ metrics: ['grpc_req_duration'], total: { requests: 30 } });
  expect(run.checks).toMatchObject([{ name: 'echoed', passed: 30, failed: 0 }]);
  expect(run.timeline.protocol).toBe('grpc');
  expectNoHttp(report, server.host);
  for (const text of ['Judged by: `grpc_req_duration`', 'Response time over time']) expect(report).toContain(text);
  expect(page).toContain('(grpc_req_duration)');
  expect(ended.stderr).toContain('grpc_req_duration');
  expect(history).toContain('grpc_req_duration');
});

import { createServer as createProxy, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { closedPort, type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { checkHealth, httpProxy } from './health.ts';

const { ca, good } = certificates();
const tls = { insecure: false, roots: [ca] };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function recording(status = 200): Promise<RecordingServer> {
  const server = await startRecordingServer(status);
  closers.push(server.close);
  return server;
}

const unhealthy = (answer: string) => expect.objectContaining({ facts: expect.objectContaining({ answer }) });

test('a target is asked once, with headers as k6 sends them, and nothing is followed', async () => {
  const { baseUrl, requests } = await recording(302);
  const headers = { 'X-Tester': '김철수', Authorization: 'Bearer abc' };
  await checkHealth({ address: new URL(`${baseUrl}/health`), headers, tls });
  expect(requests).toHaveLength(1);
  expect(Buffer.from(String(requests[0]?.headers['x-tester']), 'latin1').toString()).toBe('김철수');
});

test('a status from 400 on, or no answer, ends the run; a password is not told', async () => {
  const { baseUrl } = await recording(503);
  await expect(
    checkHealth({ address: new URL(`${baseUrl.replace('//', '//kim:pw-12345@')}/health`), headers: {}, tls }),
  ).rejects.toMatchObject({ code: 'target-unhealthy', facts: { address: `${baseUrl}/health`, answer: '503' } });
  const address = new URL(`http://127.0.0.1:${await closedPort()}/`);
  await expect(checkHealth({ address, headers: {}, tls })).rejects.toThrow(unhealthy('ECONNREFUSED'));
});

describe('through a proxy', () => {
  let proxied: string[];
  let proxy: URL;
  let granted: number;
  beforeEach(async () => {
    proxied = [];
    granted = 200;
    const server: Server = createProxy((request, response) => {
      proxied.push(
        `${request.method} ${request.url} ${request.headers['proxy-authorization']} ${request.headers.host}`,
      );
      response.writeHead(204).end();
    });
    server.on('connect', ({ url = '' }, socket) => {
      proxied.push(`CONNECT ${url}`);
      socket.write(`HTTP/1.1 ${granted} x\r\n\r\n`);
      if (granted !== 200) return socket.end();
      const behind = connect(Number(url.split(':')[1]), '127.0.0.1');
      socket.pipe(behind).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    proxy = new URL(`http://kim:pw@127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  test('HTTP is asked of the proxy', async () => {
    await checkHealth({ address: new URL('http://shop.test/health'), headers: {}, tls, proxy });
    expect(proxied).toStrictEqual(['GET http://shop.test/health Basic a2ltOnB3 shop.test']);
  });

  test('HTTPS through a tunnel, with the same trust', async () => {
    const { cert, key } = good;
    const server = createServer({ cert, key }, (_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const check = { address: new URL(`https://localhost:${port}/health`), headers: {}, tls, proxy };
    await checkHealth(check);
    expect(proxied).toStrictEqual([`CONNECT localhost:${port}`]);
    await expect(checkHealth({ ...check, tls: { ...tls, roots: [] } })).rejects.toMatchObject({
      code: 'target-unhealthy',
    });
    granted = 407;
    await expect(checkHealth(check)).rejects.toThrow(unhealthy('proxy 407'));
  });
});

test('a proxy may be named without its scheme; one of SOCKS is left to k6', () => {
  expect(httpProxy('proxy.corp:3128')?.href).toBe('http://proxy.corp:3128/');
  expect(httpProxy('https://proxy.corp')?.protocol).toBe('https:');
  for (const text of ['socks5://proxy.corp', 'http://[']) expect(httpProxy(text)).toBeUndefined();
});

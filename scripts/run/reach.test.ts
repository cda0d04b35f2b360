import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { closedPort } from '../../testing/recording-server.ts';
import { unreachableBecause } from './reach.ts';

const issued = certificates();
const trusting = { insecure: false, roots: [issued.ca], hasHiddenRoots: false };
const plain = { tls: trusting, shakesHands: true, timeoutMs: 2000 };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const tlsPort = (name: Exclude<keyof typeof issued, 'ca'>) => {
  const server = createTlsServer({ cert: issued[name].cert, key: issued[name].key });
  server.on('tlsClientError', () => {});
  return listening(server);
};

describe('without TLS', () => {
  test('who accepts a connection is there, and is sent nothing', async () => {
    let received = 0;
    const port = await listening(createServer((socket) => socket.on('data', ({ length }) => (received += length))));
    expect(await unreachableBecause(new URL(`http://127.0.0.1:${port}/x`), plain)).toBeUndefined();
    expect(received).toBe(0);
  });

  test('a closed port', async () => {
    const url = new URL(`http://127.0.0.1:${await closedPort()}`);
    expect(await unreachableBecause(url, plain)).toEqual({ fault: 'refused', code: 'ECONNREFUSED' });
  });

  test('a name that nobody has', async () => {
    const found = await unreachableBecause(new URL('http://nobody.invalid'), { ...plain, timeoutMs: 5000 });
    expect(found).toMatchObject({ fault: 'dns' });
  });
});

describe('with TLS', () => {
  test.each([
    ['good', undefined],
    ['expired', { fault: 'expired', code: 'CERT_HAS_EXPIRED', detail: expect.stringContaining('GMT') }],
    ['notYet', { fault: 'not-yet-valid', code: 'CERT_NOT_YET_VALID', detail: expect.stringContaining('GMT') }],
    ['selfSigned', { fault: 'self-signed', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['otherName', { fault: 'wrong-name', code: 'ERR_TLS_CERT_ALTNAME_INVALID', detail: 'shop.test, www.shop.test' }],
  ] as const)('%s', async (name, found) => {
    const url = new URL(`https://127.0.0.1:${await tlsPort(name)}`);
    expect(await unreachableBecause(url, plain)).toEqual(found);
    expect(await unreachableBecause(url, { ...plain, tls: { ...trusting, insecure: true } })).toBeUndefined();
  });

  test('an authority that nobody knows, which may stand in a store that only k6 reads', async () => {
    const url = new URL(`https://localhost:${await tlsPort('good')}`);
    const knowing = (hasHiddenRoots: boolean) => ({ ...plain, tls: { ...trusting, roots: [], hasHiddenRoots } });
    expect(await unreachableBecause(url, knowing(false))).toMatchObject({ fault: 'untrusted' });
    expect(await unreachableBecause(url, knowing(true))).toBeUndefined();
  });

  test('a server that speaks no TLS, and one that says nothing', async () => {
    const http = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await unreachableBecause(new URL(`https://127.0.0.1:${http}`), plain)).toMatchObject({ fault: 'no-tls' });
    const silent = await listening(createServer());
    expect(
      await unreachableBecause(new URL(`https://127.0.0.1:${silent}`), { ...plain, timeoutMs: 200 }),
    ).toMatchObject({ fault: 'timeout' });
  });

  test('a script with a client certificate of its own: the connection alone is tried', async () => {
    const port = await tlsPort('selfSigned');
    const found = await unreachableBecause(new URL(`https://127.0.0.1:${port}`), { ...plain, shakesHands: false });
    expect(found).toBeUndefined();
  });
});

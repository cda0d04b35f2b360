import { readdirSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { K6Attempt } from '../../reports/model/k6.ts';
import { k6Script, machine, serve, tarGz, zip } from '../../testing/obtain-setup.ts';

const NAME = 'k6-v2.2.0-linux-amd64.tar.gz';
const ARCHIVE = tarGz(k6Script('2.2.0'));

/** Tries to download from a server, with no other way open; gives what was reported of the download. */
async function failure(listener: RequestListener, pinned = ARCHIVE, idleMs?: number): Promise<K6Attempt | undefined> {
  const { cache, obtain } = machine({ [NAME]: pinned });
  const K6_MIRROR = await serve(listener);
  const error = await obtain({ env: { K6_MIRROR }, ...(idleMs && { idleMs }) }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // Whatever went wrong, nothing of it may be found by the next start.
  expect(readdirSync(cache)).toEqual([]);
  if (!(error instanceof BuhaError) || error.code !== 'k6-not-obtained') throw error;
  return (error as BuhaError<'k6-not-obtained'>).facts.tried.at(-1);
}

// The fake k6 is a shell script.
describe.skipIf(process.platform === 'win32')('download of the release archive', () => {
  test('a good .tar.gz, from a mirror with a path, a password and a redirect', async () => {
    const { cache, events, obtain } = machine({ [NAME]: ARCHIVE });
    const seen: unknown[] = [];
    const address = await serve(({ url, headers }, response) => {
      seen.push([url, headers.authorization]);
      if (url?.startsWith('/moved')) response.end(ARCHIVE);
      else response.writeHead(302, { location: '/moved' }).end();
    });
    const K6_MIRROR = `${address.replace('//', '//user:p%40ss@')}/k6?token=secret`;
    const { path, from } = await obtain({ env: { K6_MIRROR } });
    expect(from).toBe('download');
    expect(path).toBe(`${cache}/k6-v2.2.0-linux-amd64/k6`);
    expect(statSync(path).mode & 0o777).toBe(0o755);
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(seen).toEqual([
      [`/k6/${NAME}?token=secret`, authorization],
      ['/moved', authorization],
    ]);
    const totalBytes = ARCHIVE.length;
    expect(events).toEqual([
      { kind: 'download-start', version: '2.2.0', url: `${address}/k6/${NAME}` },
      {
        kind: 'download-progress',
        receivedBytes: totalBytes,
        totalBytes,
        elapsedMs: expect.any(Number),
        leftMs: undefined,
      },
      { kind: 'obtained', way: 'download', version: '2.2.0', path, durationMs: expect.any(Number) },
    ]);
  });

  test('a good .zip', async () => {
    const archive = zip(k6Script('2.2.0'));
    const { home, obtain } = machine({ 'k6-v2.2.0-macos-arm64.zip': archive });
    const K6_MIRROR = await serve((_, response) => response.end(archive));
    const { path } = await obtain({ env: { K6_MIRROR }, platform: 'darwin', arch: 'arm64' });
    expect(path).toBe(`${home}/Library/Caches/buha/k6-v2.2.0-macos-arm64/k6`);
  });

  test('a wrong checksum', async () => {
    const other = tarGz(k6Script('2.2.0').replace('echo', 'rm -rf / ; echo'));
    expect(await failure((_, response) => response.end(other))).toMatchObject({
      fault: 'checksum-wrong',
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      actual: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('cut off in the middle', async () => {
    const attempt = await failure((_, response) => {
      response.writeHead(200, { 'content-length': ARCHIVE.length });
      response.write(ARCHIVE.subarray(0, 50), () => response.destroy());
    });
    expect(attempt).toMatchObject({ fault: 'download-cut-off', receivedBytes: 50, totalBytes: ARCHIVE.length });
  });

  test('cut off where the server did not say the length: the checksum tells', async () => {
    const attempt = await failure((_, response) => {
      response.write(ARCHIVE.subarray(0, 50));
      response.end();
    });
    expect(attempt).toMatchObject({ fault: 'checksum-wrong' });
  });

  test.each([true, false])('endless (length said: %s): it is not read to the end', async (isLengthSaid) => {
    let sentBytes = 0;
    const endless = function* () {
      for (const chunk = Buffer.alloc(1024 * 1024); sentBytes < 10 ** 9; sentBytes += chunk.length) yield chunk;
    };
    const attempt = await failure((_, response) => {
      if (isLengthSaid) response.writeHead(200, { 'content-length': 10 ** 12 });
      // It ends when the other side has gone.
      pipeline(Readable.from(endless()), response).catch(() => {});
    });
    expect(attempt).toMatchObject({ fault: 'download-too-long', mostBytes: 64 * 1024 * 1024 });
    expect(sentBytes).toBeLessThan(isLengthSaid ? 10_000_000 : 80_000_000);
  });

  test('404', async () => {
    const attempt = await failure((_, response) => response.writeHead(404).end('not here'));
    expect(attempt).toMatchObject({ fault: 'download-status', status: 404 });
  });

  test('nobody listens', async () => {
    const { obtain } = machine({ [NAME]: ARCHIVE });
    // An address that was free a moment ago.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(obtain({ env: { K6_MIRROR: `http://127.0.0.1:${port}` } })).rejects.toThrow('ECONNREFUSED');
  });

  test.each([0, 50])('stalled after %i bytes', async (sentBytes) => {
    const attempt = await failure(
      (_, response) => {
        if (sentBytes === 0) return;
        response.writeHead(200, { 'content-length': ARCHIVE.length });
        response.write(ARCHIVE.subarray(0, sentBytes));
      },
      ARCHIVE,
      100,
    );
    expect(attempt).toMatchObject({ fault: 'download-stalled', receivedBytes: sentBytes, idleMs: 100 });
  });

  test.each([
    ['is none', Buffer.from('no archive'), 'archive-unusable'],
    ['has no k6 in it', tarGz('', 'elsewhere'), 'archive-unusable'],
    ['holds a k6 of another version', tarGz(k6Script('2.3.0')), 'binary-unusable'],
    ['holds a k6 that does not start', tarGz('#!/nowhere\n'), 'binary-unusable'],
  ])('an archive that %s, though its checksum is right', async (_, archive, fault) => {
    expect(await failure((_request, response) => response.end(archive), archive)).toMatchObject({ fault });
  });

  test('a mirror that is no address', async () => {
    const { obtain } = machine({ [NAME]: ARCHIVE });
    await expect(obtain({ env: { K6_MIRROR: '/srv/k6' } })).rejects.toThrow('mirror-not-a-url');
  });
});

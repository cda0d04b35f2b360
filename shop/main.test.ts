import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BuiltShop, type ShopChild } from '../testing/built-shop.ts';
import { auditBooks } from './books.ts';
import { DATABASE_NAME } from './database.ts';
import { WriteLoad } from './write-load.ts';

let built: BuiltShop;
const started: ShopChild[] = [];

beforeAll(async () => {
  built = await BuiltShop.build();
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => built.remove());

async function start(args: readonly string[], options?: { ipc: boolean }): Promise<ShopChild> {
  const shop = await built.start(args, options);
  started.push(shop);
  return shop;
}

describe('the process', () => {
  test('says where it listens, and answers there', async () => {
    const { child, line } = await start([]);
    expect(line).toEqual({ listening: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), pid: child.pid });
    expect((await fetch(`${line.listening}/health`)).status).toBe(200);
  });

  test('says that the port is taken and exits 1', async () => {
    const { line } = await start([]);
    const port = Number(new URL(line.listening).port);
    const second = await start(['--port', String(port)]);
    expect(second.line).toEqual({ error: 'EADDRINUSE', port });
    expect(await second.ended).toEqual({ code: 1, signal: null });
  });

  test('names a bad option and exits 1, with an IPC channel too', async () => {
    const { line, ended } = await start(['--lock', 'redis'], { ipc: true });
    expect(line).toEqual({ error: 'bad-option', option: '--lock', given: 'redis', allowed: 'distributed, none' });
    expect((await ended).code).toBe(1);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s under load: exits 0 within a second, removes its data',
    async (signal) => {
      const { child, line, temporaryDir, ended } = await start([]);
      const load = new WriteLoad(line.listening, 50, 1000);
      await load.reached(20);
      const signalled = performance.now();
      child.kill(signal);
      expect(await ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - signalled).toBeLessThan(1000);
      await load.ended;
      expect(readdirSync(temporaryDir)).toEqual([]);
    },
  );

  test('ends by itself when its parent goes away', async () => {
    const { child, temporaryDir, ended } = await start([], { ipc: true });
    child.disconnect();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(readdirSync(temporaryDir)).toEqual([]);
  });
});

describe.each(['distributed', 'none'])('books with lock %s', (lock) => {
  const args = ['--lock', lock, '--recharge-hold-ms', '3', '--order-hold-ms', '5'];

  test('shop killed in the middle of a load: answered ≤ committed ≤ received ≤ sent, and balanced', async () => {
    const dataDir = built.dataDir();
    const { child, line, ended } = await start([...args, '--data', dataDir]);
    const load = new WriteLoad(line.listening, 60, 1000);
    await load.reached(300);
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    await load.ended;

    const books = auditBooks(join(dataDir, DATABASE_NAME));
    expect(books.differences).toEqual([]);
    expect(books.balanced).toBe(true);
    expect(load.answered).toBeGreaterThanOrEqual(300);
    expect(load.answered).toBeLessThanOrEqual(books.committed);
    expect(books.committed).toBeLessThanOrEqual(books.received);
    expect(books.received).toBeLessThanOrEqual(load.sent);

    // What was committed is there when the shop is started again.
    const again = await start(['--data', dataDir]);
    const now = (await (await fetch(`${again.line.listening}/books`)).json()) as Record<string, unknown>;
    expect(now).toMatchObject({ committed: books.committed, balanced: true });
  });

  test('client destroyed in the middle of a load: likewise, and the shop goes on', async () => {
    const dataDir = built.dataDir();
    const { child, line, ended } = await start([...args, '--data', dataDir]);
    const load = new WriteLoad(line.listening, 60, 1000);
    await load.reached(300);
    load.destroy();
    await load.ended;

    expect((await fetch(`${line.listening}/health`)).status).toBe(200);
    const live = (await (await fetch(`${line.listening}/books`)).json()) as Record<string, number | boolean>;
    expect(live.balanced).toBe(true);
    expect(live.answered).toBeLessThanOrEqual(live.committed as number);
    expect(live.committed).toBeLessThanOrEqual(live.received as number);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);

    const books = auditBooks(join(dataDir, DATABASE_NAME));
    expect(books.differences).toEqual([]);
    expect(load.answered).toBeLessThanOrEqual(books.committed);
    expect(books.committed).toBeLessThanOrEqual(books.received);
    expect(books.received).toBeLessThanOrEqual(load.sent);
  });
});

test('the audit finds what does not agree', async () => {
  const dataDir = built.dataDir();
  const { child, line, ended } = await start(['--data', dataDir]);
  const load = new WriteLoad(line.listening, 3, 1);
  await load.ended;
  child.kill('SIGTERM');
  await ended;

  const { default: Database } = await import('libsql');
  const file = join(dataDir, DATABASE_NAME);
  const database = new Database(file);
  database.exec(
    'UPDATE users SET balance = balance + 1 WHERE id = 9340; DELETE FROM orders; UPDATE counters SET committed = 9',
  );
  database.close();
  const { balanced, differences } = auditBooks(file);
  expect(balanced).toBe(false);
  expect(differences.map(({ what }) => what)).toEqual(['balance', 'payment of order', 'orders', 'committed']);
  expect(() => auditBooks(join(dataDir, 'none.db'))).toThrow('no shop database');
});

/**
 * For the end-to-end tests: eight endpoints of a shop, of which one is slow and one fails now and then. It counts what it
 * answers, to compare with what a report says.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const [FAST_MS, SLOW_MS] = [8, 250];
/** Every so many payments fail. */
const FAILS_EVERY = 4;

export const SLOW = 'GET /search';
export const FAILING = 'POST /payments';
/** The check of `fixtures/scripts/mixed.js` that never passes, with its group. */
export const NEVER_PASSED = '주문 › 영수증 번호가 있음';

export interface MixedService {
  readonly baseUrl: string;
  /** Answers so far by request and status: `POST /payments 503`. */
  readonly served: ReadonlyMap<string, number>;
  readonly close: () => void;
}

/** The request as the script names it: ids in its path are one. */
const nameOf = (method: string, path: string) => `${method} ${path.replace(/\/\d+$/, '/{id}')}`;

export async function mixedService(): Promise<MixedService> {
  const served = new Map<string, number>();
  let payments = 0;
  const server = createServer(async (request, response) => {
    const name = nameOf(request.method ?? 'GET', new URL(request.url ?? '/', 'http://localhost').pathname);
    request.resume();
    await wait(name === SLOW ? SLOW_MS : FAST_MS);
    if (name === FAILING) payments += 1;
    const status = name === FAILING && payments % FAILS_EVERY === 0 ? 503 : 200;
    const key = `${name} ${status}`;
    served.set(key, (served.get(key) ?? 0) + 1);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, served, close: () => server.close() };
}

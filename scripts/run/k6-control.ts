import { setTimeout as delay } from 'node:timers/promises';

/**
 * What k6's REST server is told: https://grafana.com/docs/k6/latest/reference/k6-rest-api/. Processes that begin paused are
 * made to begin together, after one setup() for all of them.
 */

const ASK_EVERY_MS = 50;

interface Status {
  readonly status?: number;
  readonly paused?: boolean;
}

async function send(address: string, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`http://${address}/v1/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}

/** Undefined while k6 does not listen yet, or no more. */
async function statusOf(address: string): Promise<Status | undefined> {
  try {
    const answer = await send(address, 'GET', 'status');
    const { data } = (await answer.json()) as { data?: { attributes?: Status } };
    return data?.attributes;
  } catch {
    return undefined;
  }
}

/** Resolves once k6 has made its users and waits to be resumed; false where `isOver` becomes true before. */
async function ready(address: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    if ((await statusOf(address))?.paused) return true;
    await delay(ASK_EVERY_MS);
  }
  return false;
}

const resume = (address: string) =>
  send(address, 'PATCH', 'status', { data: { type: 'status', id: 'default', attributes: { paused: false } } });

/** What a process says when it was told to do something and could not: k6's own words. */
async function faultOf(answer: Response): Promise<string | undefined> {
  if (answer.ok) return undefined;
  const { errors = [] } = (await answer.json().catch(() => ({}))) as { errors?: { detail?: string; title?: string }[] };
  return errors.map(({ detail, title }) => detail ?? title ?? '').join('; ') || `HTTP ${answer.status}`;
}

/** Processes that wait to begin. */
export interface Waiting {
  readonly addresses: readonly string[];
  /** setup() is run in the first, and what it returns given to all; else each runs its own. */
  readonly sharesSetup: boolean;
  /** Epoch ms before which none begins. */
  readonly startAtMs: number | undefined;
  /** True once there is nothing to wait for any more: one of them has ended, or the user has asked to stop. */
  readonly isOver: () => boolean;
}

/** Lets all begin at the same moment. Returns what setup() failed with; undefined where nothing did. */
export async function beginTogether({
  addresses,
  sharesSetup,
  startAtMs,
  isOver,
}: Waiting): Promise<string | undefined> {
  const [first = '', ...others] = addresses;
  const areReady = await Promise.all(addresses.map((address) => ready(address, isOver)));
  if (areReady.includes(false)) return undefined;
  if (sharesSetup) {
    const answer = await send(first, 'POST', 'setup');
    const fault = await faultOf(answer);
    if (fault !== undefined) return fault;
    const { data } = (await answer.json()) as { data?: { attributes?: { data?: unknown } } };
    await Promise.all(others.map((address) => send(address, 'PUT', 'setup', data?.attributes?.data ?? null)));
  }
  while (startAtMs !== undefined && Date.now() < startAtMs && !isOver()) {
    await delay(Math.min(ASK_EVERY_MS, startAtMs - Date.now()));
  }
  if (!isOver()) await Promise.all(addresses.map(resume));
  return undefined;
}

/** Ends the load of a process that stays after it (`--linger`). */
export const stopLoad = (address: string): Promise<unknown> =>
  send(address, 'PATCH', 'status', { data: { type: 'status', id: 'default', attributes: { stopped: true } } });

/** The states of k6 in which no more load comes: ended and interrupted. */
const ENDED = new Set([9, 10]);

/** Runs teardown() in a process that stays after its load, once that has ended; what it fails with is in k6's own log. */
export async function tearDown(address: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const status = await statusOf(address);
    if (status !== undefined && ENDED.has(status.status ?? 0)) {
      await send(address, 'POST', 'teardown').catch(() => {});
      return;
    }
    await delay(ASK_EVERY_MS);
  }
}

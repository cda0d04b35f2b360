import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What k6's REST server is told: https://grafana.com/docs/k6/latest/reference/k6-rest-api/. Processes that begin paused are
 * made to begin together, after one setup() for all of them.
 */

const ASK_EVERY_MS = 50;

/** The states of k6 (`lib/execution.go`) in which it has made its users and waits, and in which no more load comes. */
const PAUSED_BEFORE_RUN = 4;
const ENDED = new Set([9, 10, 11]);

interface Answer {
  readonly isFine: boolean;
  readonly code: number;
  readonly text: string;
}

/** Without a limit of time of its own: setup() may take as long as its script allows. Rejects where nobody listens. */
function send(address: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(`http://${address}/v1/${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const code = answer.statusCode ?? 0;
        resolve({ isFine: code >= 200 && code < 300, code, text });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parsed<Value>(text: string): Partial<Value> {
  try {
    return JSON.parse(text) as Partial<Value>;
  } catch {
    return {};
  }
}

/** k6's state as a number; undefined while it does not listen yet, or no more. */
async function stateOf(address: string): Promise<number | undefined> {
  const answer = await send(address, 'GET', 'status').catch(() => undefined);
  return answer && parsed<{ data: { attributes?: { status?: number } } }>(answer.text).data?.attributes?.status;
}

/** Resolves once k6 has made its users and waits to be resumed; false where `isOver` becomes true before. */
async function ready(address: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    if ((await stateOf(address)) === PAUSED_BEFORE_RUN) return true;
    await delay(ASK_EVERY_MS);
  }
  return false;
}

/** What is set of a run: it goes on, or ends. */
const set = (address: string, attributes: Readonly<Record<string, boolean>>): Promise<Answer> =>
  send(address, 'PATCH', 'status', { data: { type: 'status', id: 'default', attributes } });

/** What a process says when it was told to do something and could not, in k6's own words. */
function faultOf({ isFine, code, text }: Answer): string | undefined {
  if (isFine) return undefined;
  const { errors = [] } = parsed<{ errors: { detail?: string; title?: string }[] }>(text);
  return errors.map(({ detail, title }) => detail ?? title ?? '').join('; ') || `HTTP ${code}`;
}

/** Processes that wait to begin. */
export interface Waiting {
  readonly addresses: readonly string[];
  /** setup() is run in the first, and what it returns given to all; else each runs its own, or none is asked for. */
  readonly sharesSetup: boolean;
  /** Epoch ms before which none begins. */
  readonly startAtMs: number | undefined;
  /** True once there is nothing to wait for any more: one of them has ended, or the user has asked to stop. */
  readonly isOver: () => boolean;
}

/** Whether the processes have begun; `setupFault`: what setup() failed with. */
export interface Begun {
  readonly hasBegun: boolean;
  readonly setupFault?: string;
}

async function begin({ addresses, sharesSetup, startAtMs, isOver }: Waiting): Promise<Begun> {
  const [first = '', ...others] = addresses;
  const areReady = await Promise.all(addresses.map((address) => ready(address, isOver)));
  if (areReady.includes(false)) return { hasBegun: false };
  if (sharesSetup) {
    const answer = await send(first, 'POST', 'setup');
    const setupFault = faultOf(answer);
    if (setupFault !== undefined) return { hasBegun: false, setupFault };
    const given = parsed<{ data: { attributes?: { data?: unknown } } }>(answer.text).data?.attributes?.data;
    // Without any the function of the script gets none, as from one process.
    if (given !== undefined) {
      const told = await Promise.all(others.map((address) => send(address, 'PUT', 'setup', given)));
      if (!told.every(({ isFine }) => isFine)) return { hasBegun: false };
    }
  }
  while (startAtMs !== undefined && Date.now() < startAtMs && !isOver()) {
    await delay(Math.min(ASK_EVERY_MS, startAtMs - Date.now()));
  }
  if (isOver()) return { hasBegun: false };
  const resumed = await Promise.all(addresses.map((address) => set(address, { paused: false })));
  return { hasBegun: resumed.every(({ isFine }) => isFine) };
}

/** Lets all begin at the same moment. What ends meanwhile, by its user or by itself, keeps the others from it. */
export const beginTogether = (waiting: Waiting): Promise<Begun> => begin(waiting).catch(() => ({ hasBegun: false }));

/** Ends the load of a process that stays after it (`--linger`). Rejects where nobody listens. */
export const stopLoad = (address: string): Promise<unknown> => set(address, { stopped: true });

/** Resolves once the load of a process that stays after it has ended; false where `isOver` becomes true before. */
export async function loadEnded(address: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    const state = await stateOf(address);
    if (state !== undefined && ENDED.has(state)) return true;
    await delay(ASK_EVERY_MS);
  }
  return false;
}

/** Runs teardown() in a process that stays after its load, once that has ended. Returns what it failed with. */
export async function tearDown(address: string, isOver: () => boolean): Promise<string | undefined> {
  if (!(await loadEnded(address, isOver))) return undefined;
  const answer = await send(address, 'POST', 'teardown').catch(() => undefined);
  return answer && faultOf(answer);
}

import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { BuhaError } from '../../reports/model/error.ts';
import { decoded } from '../../reports/text/decoded.ts';
import { CONNECT_TIMEOUT_MS } from './reach.ts';
import type { Tls } from './tls.ts';

/** What is asked of a target before any load. */
export interface HealthCheck {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Pick<Tls, 'insecure' | 'roots'>;
  /** The HTTP proxy through which k6 would go there. */
  readonly proxy?: URL | undefined;
}

/** From here on an answer says that something is wrong (RFC 9110, section 15). */
const LEAST_FAULT = 400;

/** As bytes of UTF-8, in which k6 sends them. */
const inBytes = (headers: HealthCheck['headers']) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]));

/** The proxy that a variable names, where its requests can be made here; undefined for SOCKS and what is no address. */
export function httpProxy(text: string): URL | undefined {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

interface Answer {
  readonly status: number;
  /** The connection behind a CONNECT that was granted. */
  readonly socket?: Socket;
}

/** Sends one request without a body and takes the first answer, following nothing. Rejects with what the system says. */
function asked(address: URL, options: RequestOptions, tls: HealthCheck['tls']): Promise<Answer> {
  const isTls = address.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const sent = (isTls ? requestHttps : requestHttp)(address, {
      ...options,
      agent: false,
      timeout: CONNECT_TIMEOUT_MS,
      ...(isTls && { ca: [...tls.roots], rejectUnauthorized: !tls.insecure }),
    });
    sent.once('connect', ({ statusCode = 0 }, socket: Socket) => resolve({ status: statusCode, socket }));
    sent.once('response', (response) => {
      resolve({ status: response.statusCode ?? 0 });
      response.destroy();
    });
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    sent.once('error', reject);
    sent.end();
  });
}

/** The status with which an address answers, as k6 would be answered. */
async function statusOf({ address, headers, tls, proxy }: HealthCheck): Promise<string> {
  const own = { headers: inBytes(headers) };
  if (!proxy) return String((await asked(address, own, tls)).status);
  const { username, password } = proxy;
  const pair = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  const way: Record<string, string> = username === '' ? {} : { 'Proxy-Authorization': `Basic ${pair}` };
  const place = new URL(proxy.origin);
  if (address.protocol === 'http:') {
    const whole = { path: address.href, headers: { ...own.headers, ...way, Host: address.host } };
    return String((await asked(place, whole, tls)).status);
  }
  const { hostname, port } = address;
  const path = `${hostname}:${port || '443'}`;
  const { status, socket } = await asked(place, { method: 'CONNECT', path, headers: { ...way, Host: path } }, tls);
  if (!socket || status !== 200) {
    socket?.destroy();
    return `proxy ${status}`;
  }
  const trust = { ca: [...tls.roots], rejectUnauthorized: !tls.insecure, servername: hostname };
  return String(
    (await asked(address, { ...own, createConnection: () => connectTls({ socket, ...trust }) }, tls)).status,
  );
}

/**
 * Asks a target once whether it is well, as its config says. Throws `target-unhealthy` with the status, or the system's
 * code where nothing answered.
 */
export async function checkHealth(check: HealthCheck): Promise<void> {
  const answer = await statusOf(check).catch(({ code, message }: NodeJS.ErrnoException) => code ?? message);
  if (/^\d+$/.test(answer) && Number(answer) < LEAST_FAULT) return;
  const { origin, pathname } = check.address;
  throw new BuhaError('target-unhealthy', { address: `${origin}${pathname}`, answer });
}

import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BuhaError } from '../../reports/model/error.ts';
import { CONNECT_TIMEOUT_MS } from './reach.ts';
import type { Tls } from './tls.ts';

/** What is asked of a target before any load. */
export interface HealthCheck {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Pick<Tls, 'insecure' | 'roots'>;
}

/** From here on an answer says that something is wrong (RFC 9110, section 15). */
const LEAST_FAULT = 400;

/**
 * Asks a target once whether it is well, as its config says. Throws `target-unhealthy` with the status, or the system's
 * code where nothing answered.
 */
export async function checkHealth({ address, headers, tls }: HealthCheck): Promise<void> {
  const ask = address.protocol === 'https:' ? requestHttps : requestHttp;
  const answer = await new Promise<string>((resolve) => {
    const sent = ask(address, {
      headers,
      timeout: CONNECT_TIMEOUT_MS,
      ...(address.protocol === 'https:' && { ca: [...tls.roots], rejectUnauthorized: !tls.insecure }),
    });
    sent.once('response', (response) => {
      resolve(String(response.statusCode ?? ''));
      response.destroy();
    });
    sent.once('timeout', () => {
      resolve('ETIMEDOUT');
      sent.destroy();
    });
    sent.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    sent.end();
  });
  if (/^\d+$/.test(answer) && Number(answer) < LEAST_FAULT) return;
  throw new BuhaError('target-unhealthy', { address: address.href, answer });
}

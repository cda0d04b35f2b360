import { BuhaError } from '../../reports/model/error.ts';
import { decoded } from '../../reports/text/decoded.ts';
import { isLoopback } from '../../reports/text/host.ts';
import { shownForm } from '../address.ts';

/** Where the load goes. Credentials of the URL have become a header, so that nothing prints them. */
export interface Target {
  /** Origin and path, without credentials and without a slash at the end. */
  readonly baseUrl: string;
  readonly loopback: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** The password, if there is one: it may not be shown either. */
  readonly secrets: readonly string[];
}

function basicAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Reads BASE_URL as a user wrote it. Throws `setting` when it is no http(s) address. */
export function parseTarget(text: string): Target {
  const allowed = 'http://HOST[:PORT][/PATH], https://HOST[:PORT][/PATH]';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new BuhaError('setting', { field: 'BASE_URL', value: shownForm(text), allowed });
  }
  return {
    baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    loopback: isLoopback(url.hostname),
    headers: basicAuthorization(url),
    secrets: url.password === '' ? [] : [url.password, decoded(url.password)],
  };
}

import { BuhaError } from '../../reports/model/error.ts';
import type { LeftOutRequests } from '../../reports/words/init.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import {
  bareType,
  bodyWith,
  type Field,
  formOf,
  isForm,
  isJson,
  isJsonLines,
  isMultipart,
  multipartOf,
} from './body.ts';
import { type Body, type Described, idOf, type Operation, patternOf, queryOf, withDistinctIds } from './operation.ts';
import { SECRET_VALUE, shownValue, withoutSecretValues } from './secret-values.ts';

/** Reads a session that a browser recorded (HTTP Archive 1.2): what it asked of one system, each kind of request once. */

const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** What a browser asks for to show a page, and no system has to work for. */
const ASSET = /\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp4|webm|mp3)$/i;
const ASSET_TYPE = /^(?:image|font|audio|video)\/|^text\/css|javascript|wasm/i;

/** In place of an uploaded file. */
const ANY_FILE = 'text';

interface Recorded {
  readonly url: URL;
  readonly method: string;
  readonly status: number;
  readonly type: string;
  readonly postData: JsonObject | undefined;
}

function recordedOf({ request, response }: JsonObject): Recorded | undefined {
  const [asked, answered] = [isObject(request) ? request : {}, isObject(response) ? response : {}];
  if (typeof asked.url !== 'string' || !URL.canParse(asked.url) || typeof asked.method !== 'string') return undefined;
  const { content, status } = answered;
  return {
    url: new URL(asked.url),
    method: asked.method.toUpperCase(),
    status: typeof status === 'number' ? status : 0,
    type: isObject(content) && typeof content.mimeType === 'string' ? content.mimeType : '',
    postData: isObject(asked.postData) ? asked.postData : undefined,
  };
}

/** Why a request says nothing of how a system is used; undefined for one that does. */
function unused({ url, method, status, type }: Recorded): 'assets' | 'redirects' | 'failed' | 'other' | undefined {
  if (!/^https?:$/.test(url.protocol) || method === 'OPTIONS') return 'other';
  if (ASSET.test(url.pathname) || ASSET_TYPE.test(type)) return 'assets';
  if ((status >= 200 && status < 300) || status === 304) return undefined;
  return status >= 300 && status < 400 ? 'redirects' : 'failed';
}

/** Fields of a form, without secrets. */
function fieldsOf({ params, text }: JsonObject, isOfForm: boolean): Field[] | undefined {
  const listed = listOf(params).map(({ name, value, fileName }): Field => {
    const [own, file] = [String(name ?? ''), typeof fileName === 'string' ? fileName : undefined];
    // What a file holds is nobody else's business.
    return { name: own, value: file === undefined ? shownValue(own, String(value ?? '')) : ANY_FILE, fileName: file };
  });
  if (listed.length > 0 || !isOfForm || typeof text !== 'string') return listed.length > 0 ? listed : undefined;
  return [...new URLSearchParams(text)].map(([name, value]) => ({ name, value: shownValue(name, value) }));
}

/** Documents of JSON, one a line, without secrets. Throws for a line that is none. */
const linesOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.stringify(withoutSecretValues(JSON.parse(line))))
    .join('\n');

function bodyOf(postData: JsonObject | undefined): Body | undefined {
  if (!postData) return undefined;
  const type = bareType(String(postData.mimeType ?? '')) || 'text/plain';
  const text = typeof postData.text === 'string' ? postData.text : '';
  try {
    if (isJson(type)) return bodyWith(type, withoutSecretValues(JSON.parse(text)));
    if (isJsonLines(type)) return bodyWith(type, linesOf(text));
  } catch {
    // What is no JSON may hold anything.
  }
  const fields = isForm(type) || isMultipart(type) ? fieldsOf(postData, isForm(type)) : undefined;
  if (fields) return isForm(type) ? { type, value: formOf(fields) } : multipartOf(fields);
  return { type, value: SECRET_VALUE };
}

function operationOf({ url, method, status, postData }: Recorded): Operation {
  const { pattern, values } = patternOf(url.pathname);
  const success = status === 304 ? 200 : status;
  return {
    id: idOf(`${method} ${pattern}`),
    title: `${method} ${pattern}`,
    method,
    pattern,
    values,
    query: queryOf([...url.searchParams]),
    body: bodyOf(postData),
    expect: success === 200 ? undefined : [success],
  };
}

/** The origin that most of them went to. */
function mostAsked(all: readonly Recorded[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { url, type } of all)
    counts.set(url.origin, (counts.get(url.origin) ?? 0) + (/json/i.test(type) ? 1000 : 1));
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** What is left aside: of the system that was used, by why; all that went elsewhere, by where. */
function leftOutOf(all: readonly Recorded[], baseUrl: string | undefined): LeftOutRequests {
  const count = (reason: ReturnType<typeof unused>) =>
    all.filter((one) => one.url.origin === baseUrl && unused(one) === reason).length;
  const hosts = new Map<string, number>();
  for (const { url } of all) {
    if (url.origin !== baseUrl && /^https?:$/.test(url.protocol)) hosts.set(url.host, (hosts.get(url.host) ?? 0) + 1);
  }
  const elsewhere = [...hosts].map(([host, requests]) => ({ host, requests }));
  return {
    elsewhere: elsewhere.toSorted((a, b) => b.requests - a.requests),
    redirects: count('redirects'),
    failed: count('failed'),
    assets: count('assets'),
  };
}

/** True for what a browser recorded. */
export const isHar = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.log) && Array.isArray(value.log.entries);

/** The requests of a recorded session to the system that it used most. Throws `bad-description` for one without any. */
export function readHar(document: JsonObject, file: string): Described {
  const { entries } = isObject(document.log) ? document.log : {};
  const recorded = listOf(entries).flatMap((entry) => recordedOf(entry) ?? []);
  const all = recorded.filter((one) => unused(one) === undefined);
  const baseUrl = mostAsked(all);
  const byRequest = new Map<string, Operation>();
  for (const one of all.filter(({ url }) => url.origin === baseUrl)) {
    const operation = operationOf(one);
    const key = `${operation.method} ${operation.pattern}`;
    if (!byRequest.has(key)) byRequest.set(key, operation);
  }
  if (byRequest.size === 0) throw new BuhaError('bad-description', { file, fault: 'no-operations' });
  const operations = withDistinctIds([...byRequest.values()]);
  return { baseUrl, prefix: '', operations, leftOut: leftOutOf(recorded, baseUrl) };
}

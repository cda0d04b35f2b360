import { BuhaError } from '../../reports/model/error.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { type Body, type Described, idOf, type Operation, patternOf, queryOf, withDistinctIds } from './operation.ts';
import { SECRET_VALUE, withoutSecretValues } from './secret-values.ts';

/** Reads a session that a browser recorded (HTTP Archive 1.2): what it asked of one system, each kind of request once. */

const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** What a browser asks for to show a page, and no system has to work for. */
const ASSET = /\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp4|webm|mp3)$/i;
const ASSET_TYPE = /^(?:image|font|audio|video)\/|^text\/css|javascript|wasm/i;

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

/** True for a request that says how a system is used: it was answered, is no asset, and did not lead elsewhere. */
const isOfUse = ({ url, method, status, type }: Recorded): boolean =>
  /^https?:$/.test(url.protocol) &&
  !ASSET.test(url.pathname) &&
  !ASSET_TYPE.test(type) &&
  method !== 'OPTIONS' &&
  ((status >= 200 && status < 300) || status === 304);

function bodyOf(postData: JsonObject | undefined): Body | undefined {
  if (!postData) return undefined;
  const type = String(postData.mimeType ?? '').split(';')[0] || 'text/plain';
  const text = typeof postData.text === 'string' ? postData.text : '';
  if (/json/i.test(type)) {
    try {
      return { type, value: withoutSecretValues(JSON.parse(text)) };
    } catch {
      // What is no JSON may hold anything.
    }
  }
  const isForm = /x-www-form-urlencoded/i.test(type);
  return { type, value: isForm ? queryOf([...new URLSearchParams(text)]).slice(1) : SECRET_VALUE };
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

/** True for what a browser recorded. */
export const isHar = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.log) && Array.isArray(value.log.entries);

/** The requests of a recorded session to the system that it used most. Throws `bad-description` for one without any. */
export function readHar(document: JsonObject, file: string): Described {
  const { entries } = isObject(document.log) ? document.log : {};
  const all = listOf(entries)
    .flatMap((entry) => recordedOf(entry) ?? [])
    .filter(isOfUse);
  const baseUrl = mostAsked(all);
  const byRequest = new Map<string, Operation>();
  for (const one of all.filter(({ url }) => url.origin === baseUrl)) {
    const operation = operationOf(one);
    const key = `${operation.method} ${operation.pattern}`;
    if (!byRequest.has(key)) byRequest.set(key, operation);
  }
  if (byRequest.size === 0) throw new BuhaError('bad-description', { file, fault: 'no-operations' });
  return { baseUrl, operations: withDistinctIds([...byRequest.values()]) };
}

import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { BuhaError, type PrometheusFault } from '../../reports/model/error.ts';
import type { ServerMetric } from '../../reports/model/server-metrics.ts';
import { mostOf } from '../../reports/numbers/extremes.ts';
import { decoded } from '../../reports/text/decoded.ts';
import { systemCode } from '../system-code.ts';

/** One figure to ask for: what the report calls it, and the query in Prometheus' language. */
export interface Query {
  readonly name: string;
  readonly query: string;
}

/** Reads `name: query`, one a line; empty lines and those that begin with # are passed over. Throws `bad-queries`. */
export async function readQueries(file: string): Promise<Query[]> {
  const text = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  });
  const queries = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, at): Query[] => {
      if (line.trim() === '' || line.trim().startsWith('#')) return [];
      const [, name, query] = line.match(/^\s*([^:{}()"]+?)\s*:\s+(\S.*?)\s*$/) ?? [];
      if (name === undefined || query === undefined) {
        throw new BuhaError('bad-queries', { file, line: at + 1, text: line.trim() });
      }
      return [{ name, query }];
    });
  if (queries.length === 0) throw new BuhaError('bad-queries', { file, line: 1, text: '' });
  return queries;
}

const Matrix = z.object({
  status: z.string(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  data: z
    .object({
      result: z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          values: z.array(z.tuple([z.number(), z.string()])),
        }),
      ),
    })
    .optional(),
});

/** Prometheus refuses ranges of more points than 11,000. */
const MOST_POINTS = 10_000;

/** How long a Prometheus may take to answer. */
const TIMEOUT_MS = 30_000;

/** What Prometheus says of a query that it did not answer, by the kinds of its interface. */
const FAULTS: Readonly<Record<string, PrometheusFault>> = {
  bad_data: 'query',
  execution: 'query',
  timeout: 'too-slow',
  canceled: 'too-slow',
  unavailable: 'server',
  internal: 'server',
  not_found: 'absent',
};

/** What an answer that is none of Prometheus' tells by its status alone. */
function faultOfStatus(status: number, known: PrometheusFault = 'foreign'): PrometheusFault {
  if (status === 401 || status === 403 || status === 407) return 'login';
  if (status === 404 || status === 405) return 'absent';
  return status >= 500 ? 'server' : known;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Labels = Readonly<Record<string, string>>;

/** The labels by which series of one query differ, as `{instance="a"}`. */
function labelsText(metric: Labels, all: readonly Labels[]): string {
  const labels = Object.entries(metric).filter(
    ([label, value]) => label !== '__name__' && all.some((other) => other[label] !== value),
  );
  return labels.length === 0 ? '' : `{${labels.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

/** The greatest time that a date can have, in ms. */
const LAST_MS = 8.64e15;

/** Where to ask, with which credentials, and how the address may be shown: without them and without what follows the path. */
function addressOf(address: string): { range: URL; headers: Record<string, string>; shown: string } {
  const range = new URL(address);
  const { username, password } = range;
  const pair = `${decoded(username)}:${decoded(password)}`;
  range.username = '';
  range.password = '';
  range.hash = '';
  const path = range.pathname.replace(/\/+$/, '');
  range.pathname = `${path}/api/v1/query_range`;
  return {
    range,
    headers: username || password ? { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {},
    shown: `${range.origin}${path}`,
  };
}

/**
 * What a Prometheus knows of some time, in steps of whole seconds. `address` may carry a user and password, and
 * parameters that every query gets too. Of each query `mostSeries` are kept, those with the highest values. Throws `prometheus-refused`, whose text holds none of them.
 */
export async function askPrometheus(
  address: string,
  queries: readonly Query[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  mostSeries = Number.POSITIVE_INFINITY,
): Promise<ServerMetric[]> {
  const { range, headers, shown } = addressOf(address);
  const stepSec = Math.max(1, Math.ceil((toMs - fromMs) / 1000 / MOST_POINTS));
  const metrics: ServerMetric[] = [];
  for (const { name, query } of queries) {
    const time = { start: String(fromMs / 1000), end: String(toMs / 1000), step: String(stepSec) };
    for (const [parameter, value] of Object.entries({ query, ...time })) range.searchParams.set(parameter, value);
    const refuse = (fault: PrometheusFault, detail: string) =>
      new BuhaError('prometheus-refused', { address: shown, query, fault, detail });
    const unreachable = (fault: Error & { cause?: { code?: string } }) =>
      new BuhaError('prometheus-refused', {
        address: shown,
        query: undefined,
        fault: 'unreachable',
        detail: systemCode(fault),
      });
    const answer = await fetch(range, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((fault) => {
      throw unreachable(fault);
    });
    const text = await answer.text().catch((fault) => {
      throw unreachable(fault);
    });
    const read = Matrix.safeParse(jsonOf(text));
    const http = `HTTP ${answer.status}`;
    if (!read.success) throw refuse(faultOfStatus(answer.status), http);
    if (read.data.status !== 'success' || !read.data.data) {
      const { errorType = '', error = http } = read.data;
      throw refuse(FAULTS[errorType] ?? faultOfStatus(answer.status, 'other'), error);
    }
    const series = read.data.data.result.flatMap(({ metric, values }) => {
      const points = values.flatMap(([sec, value]) => {
        const number = Number(value);
        return Number.isFinite(number) && Math.abs(sec * 1000) <= LAST_MS ? [[sec * 1000, number] as const] : [];
      });
      return points.length > 0 ? [{ metric, points, most: mostOf(points.map(([, value]) => value)) }] : [];
    });
    const kept = series.toSorted((a, b) => b.most - a.most).slice(0, mostSeries);
    const labels = series.map(({ metric }) => metric);
    for (const { metric, points } of series.filter((one) => kept.includes(one))) {
      metrics.push({ name: `${name}${labelsText(metric, labels)}`, points });
    }
  }
  return metrics;
}

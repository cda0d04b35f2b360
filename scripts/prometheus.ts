import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { BuhaError } from '../reports/model/error.ts';
import type { ServerMetric } from '../reports/model/server-metrics.ts';

/** One figure to ask for: what the report calls it, and the query in Prometheus' language. */
export interface Query {
  readonly name: string;
  readonly query: string;
}

/** Reads `name: query`, one a line; empty lines and those that begin with # are passed over. Throws `bad-queries`. */
export async function readQueries(file: string): Promise<Query[]> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new BuhaError('cannot-read', { file, reason: fault.code ?? fault.message });
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

/** The labels by which series of one query differ, as `{instance="a"}`. */
function labelsText(metric: Readonly<Record<string, string>>): string {
  const labels = Object.entries(metric).filter(([label]) => label !== '__name__');
  return labels.length === 0 ? '' : `{${labels.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

/**
 * What a Prometheus knows of some time, in steps of whole seconds. `address` may carry a user and password. Throws
 * `prometheus-refused`, whose text holds neither.
 */
export async function askPrometheus(
  address: string,
  queries: readonly Query[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<ServerMetric[]> {
  const url = new URL(address);
  const { username, password } = url;
  const headers =
    username || password
      ? {
          Authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
        }
      : undefined;
  url.username = '';
  url.password = '';
  const shown = url.href.replace(/\/$/, '');
  const stepSec = Math.max(1, Math.ceil((toMs - fromMs) / 1000 / MOST_POINTS));
  const metrics: ServerMetric[] = [];
  for (const { name, query } of queries) {
    const range = new URL(`${shown}/api/v1/query_range`);
    range.search = new URLSearchParams({
      query,
      start: String(fromMs / 1000),
      end: String(toMs / 1000),
      step: String(stepSec),
    }).toString();
    const refuse = (detail: string) => new BuhaError('prometheus-refused', { address: shown, query, detail });
    const answer = await fetch(range, { ...(headers && { headers }), signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (fault: Error & { cause?: { code?: string } }) => {
        throw new BuhaError('prometheus-refused', {
          address: shown,
          query: undefined,
          detail: fault.cause?.code ?? fault.message,
        });
      },
    );
    const read = Matrix.safeParse(await answer.json().catch(() => undefined));
    if (!read.success) throw refuse(`HTTP ${answer.status}`);
    if (read.data.status !== 'success' || !read.data.data) throw refuse(read.data.error ?? `HTTP ${answer.status}`);
    const { result } = read.data.data;
    for (const { metric, values } of result) {
      const points = values.flatMap(([sec, value]) => {
        const number = Number(value);
        return Number.isFinite(number) ? [[sec * 1000, number] as const] : [];
      });
      if (points.length > 0) metrics.push({ name: result.length > 1 ? `${name}${labelsText(metric)}` : name, points });
    }
  }
  return metrics;
}

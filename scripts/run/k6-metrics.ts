/** What k6's REST server says of one metric. */
export interface MetricSample {
  readonly count?: number;
  readonly rate?: number;
  readonly value?: number;
  readonly max?: number;
}

interface MetricEntry {
  readonly id?: string;
  readonly attributes?: { readonly sample?: MetricSample };
}

async function ask(address: string, path: string): Promise<unknown> {
  try {
    const answer = await fetch(`http://${address}/v1/${path}`, { signal: AbortSignal.timeout(900) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** One metric of the run so far; undefined while k6 does not know it or does not answer. */
export async function metric(address: string, name: string): Promise<MetricSample | undefined> {
  const body = (await ask(address, `metrics/${name}`)) as { data?: MetricEntry } | undefined;
  return body?.data?.attributes?.sample;
}

/**
 * All metrics of the run so far, by name; undefined while k6 does not answer. It sorts every sample of every trend for
 * that, so ask while there are few.
 */
export async function metrics(address: string): Promise<ReadonlyMap<string, MetricSample> | undefined> {
  const body = (await ask(address, 'metrics')) as { data?: MetricEntry[] } | undefined;
  return body?.data && new Map(body.data.map(({ id = '', attributes }) => [id, attributes?.sample ?? {}]));
}

/** Virtual users that are at work at this moment; undefined while k6 does not answer. */
export async function activeVus(address: string): Promise<number | undefined> {
  const body = (await ask(address, 'status')) as { data?: { attributes?: { vus?: number } } } | undefined;
  return body?.data?.attributes?.vus;
}

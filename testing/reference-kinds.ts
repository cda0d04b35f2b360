import type { Run } from '../reports/model/run.ts';
import { measuredOf } from '../reports/parse/samples/measured.ts';
import { SampleStore } from '../reports/parse/samples/sample-store.ts';
import { RUN_START_MS } from './reference-samples.ts';
import { runOf } from './reference-seconds.ts';

/** What differs between requests of one run: how many there are of each kind, and how long they took, ms. */
export interface Kind {
  readonly name?: string;
  readonly status?: string;
  readonly errorCode?: string;
  readonly count: number;
  readonly ms: number;
}

/** A run of requests without a plan, each kind spread over the same 20 s. */
export function runOfKinds(kinds: readonly Kind[]): Run {
  const store = new SampleStore();
  for (const { name = 'a', status = '200', errorCode, count, ms } of kinds) {
    const isGood = status === '200';
    const code = errorCode ? { error_code: errorCode } : {};
    const tags = { name, status, expected_response: String(isGood), scenario: 'default', group: '', ...code };
    for (let n = 0; n < count; n += 1) {
      const timeMs = RUN_START_MS + 10_000 + (n * 20_000) / count;
      store.add('http_reqs', timeMs, 1, tags);
      store.add('http_req_failed', timeMs, isGood ? 0 : 1, tags);
      store.add('http_req_duration', timeMs, ms, tags);
    }
  }
  return runOf(measuredOf(store));
}

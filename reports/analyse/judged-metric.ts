import type { Metric } from '../model/measurement.ts';
import { metricNamed } from '../model/metric-named.ts';
import { type Protocol, SENT_METRICS } from '../model/protocol.ts';
import type { Run } from '../model/run.ts';

/** What a run is judged by. `samples` is undefined where the output does not count them. */
export interface JudgedMetric {
  /** k6's name; for metrics of the script's own the first of them. */
  readonly name: string;
  readonly kind: Protocol | 'own';
  readonly samples: number | undefined;
}

/** What of a run tells by what it sent. */
type Sent = Pick<Run, 'measured' | 'merge'>;

/** Metrics that k6 fills whether or not a script sends anything. */
const OF_THE_RUN =
  /^(?:vus|vus_max|iterations|iteration_duration|dropped_iterations|checks|group_duration|data_(?:sent|received)|(?:http|grpc|ws|browser)_.*)$/;

/** True for k6's own metrics, and not for those that a script made. */
export const isOfTheRun = (name: string): boolean => OF_THE_RUN.test(name.split('{')[0] ?? '');

/** k6 shows zeros for a metric without a sample. */
const isFilled = ({ values }: Metric): boolean => Object.values(values).some((value) => value !== 0);

function samplesOf({ kind, values }: Metric): number | undefined {
  if (kind === 'trend') return values.count;
  if (kind === 'rate') return values.passes === undefined ? undefined : values.passes + (values.fails ?? 0);
  return values.count;
}

/** What the load sent by HTTP: without what `setup()` and `teardown()` did, where anything else was sent. */
function httpSamples({ measured: { total, setup }, merge }: Sent, isMixed: boolean): number {
  // Of several runners the total has none of it.
  const aside = isMixed && !merge ? (setup?.requests ?? 0) : 0;
  return (total.requests ?? 0) - aside;
}

/** Metrics that tell that a protocol was used though neither its counter nor its times are there. */
const FURTHER: Readonly<Partial<Record<Protocol, string>>> = { ws: 'ws_connecting' };

const byRun = new WeakMap<Sent, { readonly judged: JudgedMetric | undefined }>();

/**
 * The metric by which a run is judged: the first that was sent anything of HTTP, gRPC, WebSocket and browser, else one of
 * the script's own that holds a value (an extension's). A login by HTTP in `setup()` does not make a load of another
 * protocol one of HTTP. Undefined where nothing was sent.
 */
export function judgedMetric(run: Sent): JudgedMetric | undefined {
  // Asked for each of its scopes.
  const known = byRun.get(run) ?? { judged: foundMetric(run) };
  byRun.set(run, known);
  return known.judged;
}

function foundMetric(run: Sent): JudgedMetric | undefined {
  const { total, metrics } = run.measured;
  const filled = SENT_METRICS.flatMap(({ protocol, count, times }) => {
    const names = [count, times, FURTHER[protocol]];
    const metric = names
      .map((name) => (name === undefined ? undefined : metricNamed(metrics, name)))
      .find((one) => one !== undefined && isFilled(one));
    return metric ? [{ name: metric.name, kind: protocol, samples: samplesOf(metric) }] : [];
  });
  const others = filled.filter(({ kind }) => kind !== 'http');
  const requests = httpSamples(run, others.length > 0);
  if (requests > 0) return { name: 'http_reqs', kind: 'http', samples: total.requests };
  const [first] = total.requests === undefined ? filled : [...others, ...filled];
  if (first) return first;
  const own = metrics.find((metric) => !isOfTheRun(metric.name) && isFilled(metric));
  return own && { name: own.name, kind: 'own', samples: samplesOf(own) };
}

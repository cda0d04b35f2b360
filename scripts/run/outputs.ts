import { BuhaError } from '../../reports/model/error.ts';
import { decoded } from '../../reports/text/decoded.ts';
import { shownForm } from '../address.ts';

/** Where else k6 sends what it measures, besides buha's own files. */
export interface Outputs {
  /** Values of k6's `--out`. */
  readonly out: readonly string[];
  /** Variables that carry the address and the credentials: neither belongs on a command line. */
  readonly env: Readonly<Record<string, string>>;
  /** What nobody may read in k6's messages. */
  readonly secrets: readonly string[];
}

/** k6's name of the output that writes to Prometheus. */
const PROMETHEUS = 'experimental-prometheus-rw';

/** A user and password in the address travel as variables of their own, as k6 wants them. */
function prometheus(address: string): Outputs {
  const refuse = () =>
    new BuhaError('setting', {
      field: '--prometheus-rw',
      value: shownForm(address),
      allowed: 'http://HOST:9090/api/v1/write',
    });
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse();
  const [user, password] = [decoded(url.username), decoded(url.password)];
  url.username = '';
  url.password = '';
  return {
    out: [PROMETHEUS],
    env: {
      K6_PROMETHEUS_RW_SERVER_URL: url.href,
      ...(user && { K6_PROMETHEUS_RW_USERNAME: user }),
      ...(password && { K6_PROMETHEUS_RW_PASSWORD: password }),
    },
    secrets: password === '' ? [] : [password],
  };
}

/** `--out` and `--prometheus-rw` of a run. Throws a setting's problem for what k6 cannot take. */
export function readOutputs(out: readonly string[], prometheusRw: string | undefined): Outputs {
  const empty = out.find((value) => value.trim() === '');
  if (empty !== undefined) {
    throw new BuhaError('setting', { field: '--out', value: empty, allowed: 'json=FILE, csv=FILE, …' });
  }
  const own = prometheusRw === undefined ? undefined : prometheus(prometheusRw);
  return { out: [...out, ...(own?.out ?? [])], env: own?.env ?? {}, secrets: own?.secrets ?? [] };
}

/** What the analysis needs. Without `group` k6's summary would list no checks. */
const LEAN = ['status', 'method', 'name', 'scenario', 'check', 'error_code', 'expected_response', 'group'];
/** Further ones of k6's own that a threshold may name. */
const FURTHER = ['proto', 'subproto', 'url', 'error', 'tls_version', 'service', 'ip', 'ocsp_status'];

/**
 * Tags on every sample. Each one costs k6 CPU; these are the lean ones and those of which a threshold speaks, which
 * would have no samples otherwise. Grafana's cloud takes no run without `error`, the text of a failure. `hidesHosts`: only
 * `url` says where gRPC and browsers go; elsewhere k6 gives it the name's value.
 */
export function systemTags(
  out: readonly string[],
  options: Readonly<Record<string, unknown>>,
  hidesHosts = false,
): string {
  const filters = Object.keys(options.thresholds ?? {}).map((metric) => metric.replace(/^[^{]*/, ''));
  const isAsked = (tag: string) =>
    (hidesHosts && tag === 'url') || filters.some((filter) => new RegExp(`[{,] *${tag} *:`).test(filter));
  const cloud = out.some((value) => /^cloud(?:=|$)/.test(value)) ? ['error'] : [];
  return [...new Set([...LEAN, ...FURTHER.filter(isAsked), ...cloud])].join(',');
}

/** Outputs into a file, which a second script would write over. */
export const fileOutputs = ({ out }: Outputs): readonly string[] => out.filter((value) => /^(?:json|csv)=/.test(value));

/** The files of these outputs. */
export const outputFiles = (outputs: Outputs): readonly string[] =>
  fileOutputs(outputs).map((value) => value.slice(value.indexOf('=') + 1));

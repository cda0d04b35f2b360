import type { Api, ApiId, TestDataKey, Told } from './apis.ts';
import { type LoadScenarios, NO_LOADS } from './loads.ts';
import type { Project } from './project.ts';
import type { ServiceLevels } from './service-levels.ts';

/** One text for both languages, or one for each. */
type Text = string | Told;

/** An API of `buha.config.ts`: all but `request` may be left out. */
export interface ApiConfig {
  /** Its name in reports; its name in the config where there is none. */
  readonly title?: Text;
  /** Why it is worth a load test, for the report. */
  readonly reason?: Text;
  /** Method and path pattern, `POST /orders/{id}`: the name under which its requests are counted. */
  readonly request: string;
  /** Shape of the request body, for the report; where one is named, it is sent as JSON. */
  readonly body?: string;
  /** `read` for GET and HEAD, `write` for all others, unless it is said here. */
  readonly kind?: 'read' | 'write';
  /** Statuses of success; 200 where there are none. */
  readonly expect?: readonly number[];
  /** Name of the check of these statuses. */
  readonly check?: string;
  /** Pause of a virtual user before and after the request, in ms; 0 and 1000. */
  readonly thinkBeforeMs?: number;
  readonly thinkAfterMs?: number;
  /** Test data from which its requests pick at random. */
  readonly keys?: readonly TestDataKey[];
  /** Statuses that are an answer of the business (409 sold out): neither failed requests nor failed checks. */
  readonly rejections?: readonly number[];
}

/** A load that a project gives a name. */
export interface ProfileConfig {
  /** k6 scenarios: `ramping-vus` or `ramping-arrival-rate`. `after: 'other'` starts one when another has ended. */
  readonly scenarios: Readonly<LoadScenarios>;
  readonly purpose?: Text;
  /** Smallest share of the plan that must have run for a run to be judged, 0–1; 0.95. */
  readonly minDelivered?: number;
}

/** A system that can be tested. */
export interface TargetConfig {
  readonly baseUrl: string;
  /** Path, or address of HTTP, that is asked once before any load; an answer from 400 on ends the run. */
  readonly health?: string;
  /** Facts of the system for the report: CPU, pool sizes, row counts. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** Why it is tested, for the report. */
  readonly purpose?: string;
  /** Whether real customers use it: then every run asks twice. Without it, the name of its host tells. */
  readonly production?: boolean;
  /** Nobody checks its certificate: `--insecure`. */
  readonly insecure?: boolean;
  /** Certificate of an authority (PEM) that is trusted beside those of the system: `--ca`. */
  readonly ca?: string;
  /** Its monitoring: `--server-metrics` and what belongs to it. */
  readonly serverMetrics?: ServerMetricsConfig;
}

/** Where the metrics of a system are, and which of them tell of it. */
export interface ServerMetricsConfig {
  /** Address of a Prometheus, or a CSV file. */
  readonly source: string;
  /** File of queries of one's own. */
  readonly queries?: string;
  /** Prepared queries: `spring`, `mysql` … */
  readonly presets?: readonly string[];
  /** Labels that select the system in prepared queries: `{ app: 'shop' }`. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The reference shop that comes with the package, started for each run. */
export const SHOP = 'shop';

/** What `buha.config.ts`, `.js` or `.json` says. */
export interface BuhaConfig {
  /** Folder of the scripts: the API `list-orders` has `list-orders.ts` or `.js` there; `loadtest`. */
  readonly scenarios?: string;
  readonly apis?: Readonly<Record<ApiId, ApiConfig>>;
  readonly profiles?: Readonly<Record<string, ProfileConfig>>;
  /** The profile that runs where `--profile` names none; `smoke`. */
  readonly profile?: string;
  /** By API, or by kind: `read`, `write`. */
  readonly serviceLevels?: ServiceLevels;
  readonly targets?: Readonly<Record<string, TargetConfig | typeof SHOP>>;
  /** The target where neither `--target` nor BASE_URL of the environment names one. */
  readonly target?: string;
  /** Service levels of `--slo`, where that names none. */
  readonly slo?: string;
  /** Folder of the runs; `results`. */
  readonly results?: string;
  /** Of terminal and documents, where neither `--lang` nor BUHA_LANG says. */
  readonly language?: 'ko' | 'en';
  /** File of environment variables; `.env`. */
  readonly envFile?: string;
}

/** Gives a config its type. */
export const defineConfig = (config: BuhaConfig): BuhaConfig => config;

const told = (text: Text): Told => (typeof text === 'string' ? { ko: text, en: text } : text);

function apiWith(id: ApiId, { title = id, reason, request, ...given }: ApiConfig): Api {
  const { expect } = given;
  return {
    kind: /^(?:GET|HEAD|OPTIONS)\b/i.test(request) ? 'read' : 'write',
    check: `${id} status is ${(expect ?? [200]).join(', ')}`,
    thinkBeforeMs: 0,
    thinkAfterMs: 1000,
    keys: [],
    rejections: [],
    ...given,
    request,
    title: told(title),
    ...(reason !== undefined && { reason: told(reason) }),
  };
}

/** What a config tests, with all defaults filled in. */
export function projectOf({ apis = {}, profiles = {}, ...loads }: BuhaConfig): Project {
  const { profile = NO_LOADS.profile, serviceLevels = NO_LOADS.serviceLevels } = loads;
  return {
    apis: Object.fromEntries(Object.entries(apis).map(([id, api]) => [id, apiWith(id, api)])),
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([name, { purpose, ...own }]) => [
        name,
        { ...own, ...(purpose !== undefined && { purpose: told(purpose) }) },
      ]),
    ),
    profile,
    serviceLevels,
  };
}

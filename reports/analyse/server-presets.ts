import type { ServerMeasure, ServerMetricKind, ServerResource } from '../model/server-metrics.ts';

/** A query of a preset: what the report calls the metric, and how it is asked for; `LABELS` stands where those of the user go. */
export interface PresetQuery {
  readonly name: string;
  readonly query: string;
  /** Undefined for what is drawn and listed only, and for the processor, which has a rule of its own. */
  readonly kind?: ServerMetricKind;
}

export const SERVER_PRESETS = ['spring', 'node', 'mysql', 'postgres', 'redis', 'kubernetes', 'shop'] as const;
export type ServerPreset = (typeof SERVER_PRESETS)[number];

const kind = (resource: ServerResource, measure: ServerMeasure): { kind: ServerMetricKind } => ({
  kind: { resource, measure },
});

/** Growth a second between the last two scrapes: over a longer time a turn would come late. */
const growth = (metric: string) => `irate(${metric}{LABELS}[5m])`;

/** By pod, because containers of one pod share its limits. */
const byPod = (expression: string) => `sum by (namespace, pod) (${expression})`;

/**
 * What exporters call the figures that tell a lack: Micrometer with HikariCP, Tomcat and the JVM; prom-client's default
 * metrics; mysqld_exporter, postgres_exporter, redis_exporter; cAdvisor and kube-state-metrics; the embedded shop.
 */
export const PRESET_QUERIES: Readonly<Record<ServerPreset, readonly PresetQuery[]>> = {
  spring: [
    { name: 'hikari_pending', query: 'hikaricp_connections_pending{LABELS}', ...kind('connection-pool', 'waiting') },
    {
      name: 'hikari_used_ratio',
      query: 'hikaricp_connections_active{LABELS} / hikaricp_connections_max{LABELS}',
      ...kind('connection-pool', 'used'),
    },
    {
      name: 'hikari_timeouts_per_sec',
      query: growth('hikaricp_connections_timeout_total'),
      ...kind('timeouts', 'events'),
    },
    {
      name: 'tomcat_threads_used_ratio',
      query: 'tomcat_threads_busy_threads{LABELS} / tomcat_threads_config_max_threads{LABELS}',
      ...kind('threads', 'used'),
    },
    {
      name: 'gc_pause_ratio',
      query: `sum without (action, cause, gc) (${growth('jvm_gc_pause_seconds_sum')})`,
      ...kind('gc', 'lost'),
    },
    { name: 'cpu_ratio', query: 'process_cpu_usage{LABELS}' },
  ],
  node: [
    { name: 'event_loop_lag_sec', query: 'nodejs_eventloop_lag_p99_seconds{LABELS}', ...kind('event-loop', 'delay') },
    {
      name: 'gc_pause_ratio',
      query: `sum without (kind) (${growth('nodejs_gc_duration_seconds_sum')})`,
      ...kind('gc', 'lost'),
    },
    { name: 'cpu_ratio', query: growth('process_cpu_seconds_total') },
  ],
  mysql: [
    {
      name: 'row_lock_waits',
      query: 'mysql_global_status_innodb_row_lock_current_waits{LABELS}',
      ...kind('lock', 'waiting'),
    },
    {
      name: 'connections_used_ratio',
      query: 'mysql_global_status_threads_connected{LABELS} / mysql_global_variables_max_connections{LABELS}',
      ...kind('clients', 'used'),
    },
    { name: 'threads_running', query: 'mysql_global_status_threads_running{LABELS}' },
    { name: 'slow_queries_per_sec', query: growth('mysql_global_status_slow_queries') },
  ],
  postgres: [
    {
      name: 'lock_waits',
      query:
        'sum without (usename, application_name, backend_type, state, wait_event) (pg_stat_activity_count{wait_event_type="Lock",LABELS})',
      ...kind('lock', 'waiting'),
    },
    {
      name: 'connections_used_ratio',
      query:
        'sum by (instance) (pg_stat_database_numbackends{LABELS}) / sum by (instance) (pg_settings_max_connections{LABELS})',
      ...kind('clients', 'used'),
    },
    { name: 'active_backends', query: 'sum by (instance) (pg_stat_activity_count{state="active",LABELS})' },
    {
      name: 'deadlocks_per_sec',
      query: `sum by (instance) (${growth('pg_stat_database_deadlocks')})`,
      ...kind('lock', 'events'),
    },
  ],
  redis: [
    {
      name: 'cpu_ratio',
      query: `${growth('redis_cpu_sys_seconds_total')} + ${growth('redis_cpu_user_seconds_total')}`,
    },
    {
      name: 'clients_used_ratio',
      query: 'redis_connected_clients{LABELS} / redis_config_maxclients{LABELS}',
      ...kind('clients', 'used'),
    },
    { name: 'blocked_clients', query: 'redis_blocked_clients{LABELS}' },
    { name: 'commands_per_sec', query: growth('redis_commands_processed_total') },
  ],
  kubernetes: [
    {
      name: 'cpu_throttled_ratio',
      query: `${byPod(growth('container_cpu_cfs_throttled_periods_total'))} / ${byPod(growth('container_cpu_cfs_periods_total'))}`,
      ...kind('throttling', 'lost'),
    },
    {
      name: 'cpu_ratio',
      query: `${byPod('irate(container_cpu_usage_seconds_total{container!="",LABELS}[5m])')} / ${byPod('kube_pod_container_resource_limits{resource="cpu",LABELS}')}`,
    },
    {
      name: 'memory_used_ratio',
      query: `${byPod('container_memory_working_set_bytes{container!="",LABELS}')} / ${byPod('kube_pod_container_resource_limits{resource="memory",LABELS}')}`,
    },
    {
      name: 'restarts_per_sec',
      query: byPod(growth('kube_pod_container_status_restarts_total')),
      ...kind('restarts', 'events'),
    },
  ],
  shop: [
    { name: 'writes_waiting', query: 'shop_writes_waiting{LABELS}', ...kind('threads', 'waiting') },
    { name: 'writes_waiting_for_lock', query: 'shop_writes_waiting_for_lock{LABELS}', ...kind('lock', 'waiting') },
    {
      name: 'workers_used_ratio',
      query: 'shop_workers_busy{LABELS} / shop_workers{LABELS}',
      ...kind('threads', 'used'),
    },
    { name: 'cpu_ratio', query: growth('process_cpu_seconds_total') },
  ],
};

/** One label of a selector in Prometheus' language: `app="shop"`; the value is taken without quotes, too. */
const LABEL = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",{}()]+))\s*$/;

/** Labels as Prometheus' language writes them, `app="shop",namespace="prod"`; undefined for a text that holds others. */
export function labelsOf(text: string): string | undefined {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [];
  const labels = parts.map((part) => {
    const [, label, sign, quoted, plain] = part.match(LABEL) ?? [];
    return label === undefined ? undefined : `${label}${sign}"${quoted ?? plain}"`;
  });
  return labels.length > 0 && labels.every((label) => label !== undefined) ? labels.join(',') : undefined;
}

/** The queries of a preset for the series that have these labels; `''` for all of them. */
export const presetQueries = (preset: ServerPreset, labels: string): { name: string; query: string }[] =>
  PRESET_QUERIES[preset].map(({ name, query }) => ({
    name,
    query: query
      .replaceAll('{LABELS}', labels === '' ? '' : `{${labels}}`)
      .replaceAll(',LABELS}', labels === '' ? '}' : `,${labels}}`),
  }));

const KINDS = new Map(
  Object.values(PRESET_QUERIES)
    .flat()
    .flatMap(({ name, kind: own }) => (own ? [[name, own] as const] : [])),
);

/** What a user's own names say, the plainest first. */
const BY_WORDS: readonly (readonly [RegExp, ServerMetricKind])[] = [
  [/throttl/i, { resource: 'throttling', measure: 'lost' }],
  [/event.?loop.*(?:lag|delay)|이벤트 ?루프/i, { resource: 'event-loop', measure: 'delay' }],
  [/(?:row|db|table|key)?.?lock.*wait|wait.*lock|락 ?대기/i, { resource: 'lock', measure: 'waiting' }],
  [
    /(?:pool|hikari|connection|커넥션|연결).*(?:pending|wait|대기)|(?:pending|waiting).*connection/i,
    { resource: 'connection-pool', measure: 'waiting' },
  ],
  [
    /(?:thread|worker|스레드|작업자).*(?:queue|pending|wait|대기)|(?:queue|pending|waiting).*(?:thread|worker|task)/i,
    { resource: 'threads', measure: 'waiting' },
  ],
];

/** What a metric tells, by the name of a preset or by its words; undefined for one that tells no lack. */
export function metricKind(name: string): ServerMetricKind | undefined {
  const bare = name.replace(/\{.*\}$/s, '');
  return KINDS.get(bare) ?? BY_WORDS.find(([words]) => words.test(bare))?.[1];
}

import { mostOf } from '../../reports/numbers/extremes.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import type { OwnConfig } from '../config/load.ts';
import { checkTargets } from './check-targets.ts';
import { type Amount, confirmLoad, confirmProduction, mostLoad, needsConfirmation } from './confirm.ts';
import { checkHealth, httpProxy } from './health.ts';
import type { Interruption } from './interruption.ts';
import { hostsOf } from './own-hosts.ts';
import { expectedTarget, mayReadTarget, type PreparedScript, tlsOf } from './prepare.ts';
import { guarded } from './production.ts';
import { proxyVariable } from './proxy.ts';
import type { RunCallOptions, RunSettings } from './run-settings.ts';
import type { Target } from './target.ts';

/** The most that any of several scripts sends: they run one after the other. */
function mostOfAll(prepared: readonly PreparedScript[]): Amount {
  const amounts = prepared.map(({ planned, iteration }) => mostLoad(planned, iteration));
  const rates = amounts.flatMap(({ ratePerSec }) => ratePerSec ?? []);
  return {
    vus: mostOf(amounts.map(({ vus }) => vus)),
    ratePerSec: rates.length === amounts.length ? mostOf(rates) : undefined,
  };
}

type Settings = Pick<RunSettings, 'target' | 'chosen' | 'headers' | 'tls' | 'ownTls'>;

/**
 * Asks before much load goes to hosts, and twice where they may serve customers: those that the config marks before any load;
 * false where the user declined.
 */
async function isAgreed(
  hosts: readonly string[],
  most: Amount,
  { options, host, language, config }: Call<RunCallOptions>,
  interruption: Interruption,
): Promise<boolean> {
  const marked = hosts.filter((name) => guarded(name, config.targets) === 'marked');
  const asked = needsConfirmation(most) ? hosts : marked;
  if (asked.length === 0) return true;
  const words = cliWords(language);
  if (!options.yes && !(await confirmLoad(host, words, { host: asked.join(', '), ...most }, interruption)))
    return false;
  if (options.yes && options.yesProduction) return true;
  for (const name of asked.filter((one) => guarded(one, config.targets) !== undefined)) {
    if (!(await confirmProduction(host, words, name, interruption))) return false;
  }
  return true;
}

/** Hosts whose load somebody may have to agree to: those of other machines, and those of this one that the config marks. */
function askedHosts(
  prepared: readonly PreparedScript[],
  given: Target | undefined,
  own: readonly string[],
  { targets }: OwnConfig,
): string[] {
  const here = [
    ...(given?.loopback ? [new URL(given.baseUrl).host] : []),
    ...prepared.flatMap(({ ownTarget }) => ownTarget?.hosts ?? []),
  ];
  const marked = here.filter((name) => guarded(name, targets) === 'marked');
  return [...new Set([...(given && !given.loopback ? [new URL(given.baseUrl).host] : []), ...own, ...marked])];
}

/** Where the health of a target is asked for, if its config says so. */
function healthOf({ target, chosen: { said } }: Settings): URL | undefined {
  if (!target || said?.health === undefined) return undefined;
  // A path is one of the target's own, whatever path that has itself.
  return URL.canParse(said.health)
    ? new URL(said.health)
    : new URL(`${target.baseUrl}/${said.health.replace(/^\/+/, '')}`);
}

/** Asks for the health of a target on the way that k6 would go. What is the target's own business goes to it alone. */
async function askHealth(
  address: URL,
  given: Target,
  { headers, tls }: Settings,
  { host, terminal, language }: Call,
): Promise<void> {
  const variable = proxyVariable(address, host.env);
  const proxy = variable === undefined ? undefined : httpProxy(host.env[variable] ?? '');
  if (variable !== undefined && !proxy) {
    terminal.line(cliWords(language).healthUnchecked(variable, `${address.origin}${address.pathname}`));
    return;
  }
  const isOwn = address.origin === new URL(given.baseUrl).origin;
  await checkHealth({ address, headers: isOwn ? { ...given.headers, ...headers } : {}, tls, proxy });
}

/**
 * Asks before much load goes to another machine, and looks whether that answers; false where the user declined. Throws
 * `target-unreachable`, `target-unhealthy`.
 */
export async function mayLoad(
  prepared: readonly PreparedScript[],
  settings: Settings,
  call: Call<RunCallOptions>,
  interruption: Interruption,
): Promise<boolean> {
  const { target } = settings;
  const { host, terminal, language } = call;
  const words = cliWords(language);
  // A script of the user's own may have addresses of its own.
  const own = prepared.some(({ ownTarget }) => ownTarget !== undefined)
    ? await hostsOf(prepared.flatMap(({ modules }) => modules))
    : [];
  // What no script reads is no target.
  const given = prepared.some(mayReadTarget) ? target : undefined;
  const hosts = askedHosts(prepared, given, own, call.config);
  if (!(await isAgreed(hosts, mostOfAll(prepared), call, interruption))) {
    if (!interruption.happened) terminal.line(words.declined);
    return false;
  }
  if (own.length > 0) terminal.line(words.ownHosts(own));
  const scripts = prepared.map((script) => ({
    ...script,
    baseUrl: target && expectedTarget(script, target).baseUrl,
    tls: tlsOf(script, settings),
  }));
  await checkTargets({ scripts, env: host.env }, terminal, words);
  const address = given && healthOf(settings);
  if (address) await askHealth(address, given, settings, call);
  return true;
}

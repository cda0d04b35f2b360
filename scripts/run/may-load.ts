import { mostOf } from '../../reports/numbers/extremes.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { checkTargets } from './check-targets.ts';
import { type Amount, confirmLoad, confirmProduction, mostLoad, needsConfirmation } from './confirm.ts';
import { checkHealth } from './health.ts';
import type { Interruption } from './interruption.ts';
import { hostsOf } from './own-hosts.ts';
import { expectedTarget, mayReadTarget, type PreparedScript } from './prepare.ts';
import { looksLikeProduction } from './production.ts';
import type { RunCallOptions, RunSettings } from './run-settings.ts';

/** The most that any of several scripts sends: they run one after the other. */
function mostOfAll(prepared: readonly PreparedScript[]): Amount {
  const amounts = prepared.map(({ planned, iteration }) => mostLoad(planned, iteration));
  const rates = amounts.flatMap(({ ratePerSec }) => ratePerSec ?? []);
  return {
    vus: mostOf(amounts.map(({ vus }) => vus)),
    ratePerSec: rates.length === amounts.length ? mostOf(rates) : undefined,
  };
}

type Settings = Pick<RunSettings, 'target' | 'chosen' | 'headers' | 'tls'>;

/** The hosts that may serve customers: those that look so, unless the config says otherwise of its target. */
function productionHosts(hosts: readonly string[], { target, chosen: { said } }: Settings): string[] {
  const own = target && new URL(target.baseUrl).host;
  return hosts.filter((host) => (host === own ? said?.production : undefined) ?? looksLikeProduction(host));
}

/** Asks before much load goes to hosts, and twice where they may serve customers; false where the user declined. */
async function isAgreed(
  hosts: readonly string[],
  most: Amount,
  settings: Settings,
  { options, host, language }: Call<RunCallOptions>,
  interruption: Interruption,
): Promise<boolean> {
  if (hosts.length === 0 || !needsConfirmation(most)) return true;
  const words = cliWords(language);
  if (!options.yes && !(await confirmLoad(host, words, { host: hosts.join(', '), ...most }, interruption)))
    return false;
  if (options.yes && options.yesProduction) return true;
  for (const name of productionHosts(hosts, settings)) {
    if (!(await confirmProduction(host, words, name, interruption))) return false;
  }
  return true;
}

/** Where the health of a target is asked for, if its config says so. */
function healthOf({ target, chosen: { said } }: Settings): URL | undefined {
  if (!target || said?.health === undefined) return undefined;
  // A path is one of the target's own, whatever path that has itself.
  return URL.canParse(said.health)
    ? new URL(said.health)
    : new URL(`${target.baseUrl}/${said.health.replace(/^\/+/, '')}`);
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
  const { target, tls } = settings;
  const { host, terminal, language } = call;
  const words = cliWords(language);
  // A script of the user's own may have addresses of its own.
  const own = prepared.some(({ ownTarget }) => ownTarget !== undefined)
    ? await hostsOf(prepared.flatMap(({ modules }) => modules))
    : [];
  // What no script reads is no target.
  const given = prepared.some(mayReadTarget) ? target : undefined;
  const hosts = [...new Set([...(given && !given.loopback ? [new URL(given.baseUrl).host] : []), ...own])];
  if (!(await isAgreed(hosts, mostOfAll(prepared), settings, call, interruption))) {
    if (!interruption.happened) terminal.line(words.declined);
    return false;
  }
  if (own.length > 0) terminal.line(words.ownHosts(own));
  const scripts = prepared.map((script) => ({ ...script, baseUrl: target && expectedTarget(script, target).baseUrl }));
  await checkTargets({ scripts, tls, env: host.env }, terminal, words);
  const address = given && healthOf(settings);
  if (address) await checkHealth({ address, headers: { ...given.headers, ...settings.headers }, tls });
  return true;
}

import { mostOf } from '../../reports/numbers/extremes.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { checkTargets } from './check-targets.ts';
import { confirmLoad, mostLoad, needsConfirmation } from './confirm.ts';
import type { Interruption } from './interruption.ts';
import { hostsOf } from './own-hosts.ts';
import { expectedTarget, mayReadTarget, type PreparedScript } from './prepare.ts';
import type { RunCallOptions, RunSettings } from './run-settings.ts';

/** The most that any of several scripts sends: they run one after the other. */
function mostOfAll(prepared: readonly PreparedScript[]) {
  const amounts = prepared.map(({ planned, iteration }) => mostLoad(planned, iteration));
  const rates = amounts.flatMap(({ ratePerSec }) => ratePerSec ?? []);
  return {
    vus: mostOf(amounts.map(({ vus }) => vus)),
    ratePerSec: rates.length === amounts.length ? mostOf(rates) : undefined,
  };
}

/**
 * Asks before much load goes to another machine, and looks whether that answers; false where the user declined. Throws
 * `target-unreachable`.
 */
export async function mayLoad(
  prepared: readonly PreparedScript[],
  { target, tls }: Pick<RunSettings, 'target' | 'tls'>,
  { options, host, terminal, language }: Call<RunCallOptions>,
  interruption: Interruption,
): Promise<boolean> {
  const words = cliWords(language);
  // A script of the user's own may have addresses of its own.
  const own = prepared.some(({ api }) => api === undefined)
    ? await hostsOf(prepared.flatMap(({ modules }) => modules))
    : [];
  // What no script reads is no target.
  const given = prepared.some(mayReadTarget) ? target : undefined;
  const hosts = [...(given && !given.loopback ? [new URL(given.baseUrl).host] : []), ...own];
  const most = mostOfAll(prepared);
  if (hosts.length > 0 && needsConfirmation(most) && !options.yes) {
    if (!(await confirmLoad(host, words, { host: [...new Set(hosts)].join(', '), ...most }, interruption))) {
      if (!interruption.happened) terminal.line(words.declined);
      return false;
    }
  }
  if (own.length > 0) terminal.line(words.ownHosts(own));
  const scripts = prepared.map((script) => ({ ...script, baseUrl: target && expectedTarget(script, target).baseUrl }));
  await checkTargets({ scripts, tls, env: host.env }, terminal, words);
  return true;
}

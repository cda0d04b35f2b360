import { basename, extname } from 'node:path';
import { thinkTimeMs } from '../../options/apis.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import { apiIds, apiNamed, type Project } from '../../options/project.ts';
import { ignoredOptions } from '../../reports/analyse/rules/options-ignored.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Machine, ScriptPlan } from '../../reports/model/forecast.ts';
import { countedVus, parseK6Options } from '../../reports/parse/k6-options.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { planWords } from '../../reports/words/plan.ts';
import type { Call } from '../call.ts';
import { obtainShown } from '../k6/obtain-shown.ts';
import { readOptions } from '../read/known-facts.ts';
import { ALL, findScripts } from '../run/find-scripts.ts';
import { openHandOver } from '../run/hand-over.ts';
import type { Interruption } from '../run/interruption.ts';
import { k6Environment } from '../run/k6-environment.ts';
import { checkK6Flags, givenBeside, mustAct } from '../run/own-load.ts';
import {
  asksForTarget,
  type Iteration,
  inspect,
  isWired,
  iterationOf,
  type PreparedScript,
  type Script,
} from '../run/prepare.ts';
import { readersSecrets } from '../run/secrets/given-secrets.ts';
import { redactor } from '../run/secrets/redactor.ts';
import { parseTarget } from '../run/target.ts';
import { saySlow } from '../say-slow.ts';
import { preparedPlan, scriptPlan, supposedIteration } from './script-plan.ts';
import { otherLoad, type PlanCallOptions, type SupposedTimes } from './settings.ts';

/** A call of `buha plan`, and what it supposes. */
export interface PlanCall extends Call<PlanCallOptions> {
  readonly times: SupposedTimes;
  readonly machine: Machine;
  readonly interruption: Interruption;
}

/** What is planned, and which profile gave it, in words. */
export interface Planned {
  readonly plans: readonly ScriptPlan[];
  readonly load: string | undefined;
}

/** Scripts as k6 understands them. Credentials stay here: nothing is sent, so no script needs them. */
async function prepared(names: readonly string[], call: PlanCall): Promise<PreparedScript[]> {
  const { host, options, terminal, config } = call;
  const load = readLoadSettings(options, config.project);
  const given = host.env.BASE_URL ? { ...parseTarget(host.env.BASE_URL), headers: {} } : undefined;
  const handOver = await openHandOver();
  try {
    const scripts = await findScripts(names, handOver, config, (files) =>
      terminal.line(cliWords(call.language).noScripts(files)),
    );
    const { signal } = call.interruption;
    const k6 = await obtainShown(call, signal);
    const env = (script: Script) => {
      const target = given ?? (asksForTarget(script) ? parseTarget('http://127.0.0.1') : undefined);
      return k6Environment(host.env, { target, headers: {}, usersFile: undefined, productsFile: undefined, load });
    };
    const { flags } = options.k6;
    await checkK6Flags(flags.run, k6.path, signal);
    const beside = { flags: flags.inspect, load: givenBeside(host.env, flags) };
    const redact = redactor(readersSecrets(host.env, options.k6.secrets));
    const inspection = { redact, signal, ...beside };
    const prepared = await saySlow(call.terminal, cliWords(call.language).inspecting, () =>
      Promise.all(scripts.map((script) => inspect(script, k6.path, env(script), inspection))),
    );
    mustAct(prepared, options.k6);
    return prepared;
  } finally {
    await handOver.remove();
  }
}

/** The load of scripts: those of the catalogue by the profile, others by their own options. */
export async function planOfScripts(names: readonly string[], call: PlanCall): Promise<Planned> {
  const scripts = await prepared(names, call);
  const { profile, scale, durationScale } = readLoadSettings(call.options, call.config.project);
  return {
    plans: scripts.map((script) => preparedPlan(script, call.times, call.machine)),
    // A script of the user's own brings its own load, which no profile touches.
    load: scripts.every(isWired) ? planWords(call.language).profile(profile, scale, durationScale) : undefined,
  };
}

/** What one iteration of a named script sends; undefined for one that only its writer knows. */
export async function iterationNamed(name: string, call: PlanCall): Promise<Iteration | undefined> {
  const api = apiNamed(call.config.project, name);
  if (api) return { requests: 1, thinkMs: thinkTimeMs(api) };
  const [script] = await prepared([name], call);
  return script?.iteration;
}

export const titleOf = (name: string, project: Project): ScriptPlan['title'] =>
  apiNamed(project, name)?.title ?? { ko: basename(name, extname(name)), en: basename(name, extname(name)) };

/** The load of an options file, by the users of a script where one is named. */
export async function planOfOptions(file: string, names: readonly string[], call: PlanCall): Promise<Planned> {
  const { options, times, machine } = call;
  const { project } = call.config;
  const other = otherLoad({ ...options, options: undefined });
  if (other !== undefined) {
    throw new BuhaError('options-conflict', { option: '--options', other, fault: 'not-together' });
  }
  const read = await readOptions(file);
  const load = { planned: parseK6Options(read), countedVus: countedVus(read), ignored: ignoredOptions(read) };
  const planFor = (own: string | undefined, title: ScriptPlan['title'], iteration: Iteration | undefined) =>
    scriptPlan({ ...load, name: own, title }, supposedIteration(iteration, times), machine);
  if (names.length === 0) {
    return { plans: [planFor(undefined, { ko: file, en: file }, iterationOf(read, project))], load: undefined };
  }
  const plans: ScriptPlan[] = [];
  for (const name of names.flatMap((one) => (one === ALL ? apiIds(project) : one))) {
    plans.push(planFor(name, titleOf(name, project), await iterationNamed(name, call)));
  }
  return { plans, load: undefined };
}

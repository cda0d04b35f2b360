import { basename, extname, resolve } from 'node:path';
import { apiOf, isApiId, thinkTimeMs } from '../options/apis.ts';
import { readLoadSettings } from '../options/profiles.ts';
import { businessLoad, businessOptions } from '../reports/analyse/business-load.ts';
import { ignoredOptions } from '../reports/analyse/rules/options-ignored.ts';
import { BuhaError } from '../reports/model/error.ts';
import type { Machine, ScriptPlan } from '../reports/model/forecast.ts';
import { parseK6Options } from '../reports/parse/k6-options.ts';
import { businessOptionsText, businessText, optionsText } from '../reports/render/business-text.ts';
import { planJson } from '../reports/render/plan-json.ts';
import { planText } from '../reports/render/plan-text.ts';
import type { Language } from '../reports/words/language.ts';
import { planWords } from '../reports/words/plan.ts';
import { EXIT } from './exit-codes.ts';
import { writeWhole } from './files.ts';
import { obtainShown } from './k6/obtain-shown.ts';
import { thisMachine } from './machine.ts';
import {
  type GivenFigures,
  givenFigures,
  type PlanOptions,
  type SupposedTimes,
  supposedTimes,
} from './plan-settings.ts';
import { readOptions } from './report.ts';
import { openHandOver } from './run/hand-over.ts';
import { k6Environment } from './run/k6-environment.ts';
import { findScripts, type Iteration, inspect, isWired, iterationOf, type PreparedScript } from './run/prepare.ts';
import { parseTarget } from './run/target.ts';
import { preparedPlan, scriptPlan, supposedIteration } from './script-plan.ts';
import type { Host, Terminal } from './terminal.ts';

/** What a call has to work with. */
interface Call {
  readonly options: PlanOptions;
  readonly times: SupposedTimes;
  readonly machine: Machine;
  readonly host: Host;
  readonly terminal: Terminal;
  readonly language: Language;
}

/** What is planned, and which profile gave it, in words. */
interface Planned {
  readonly plans: readonly ScriptPlan[];
  readonly load: string | undefined;
}

const ALL = 'all';

/** Scripts as k6 understands them. Credentials stay here: nothing is sent, so no script needs them. */
async function prepared(name: string, { options, host, terminal, language }: Call): Promise<PreparedScript[]> {
  const load = readLoadSettings(options.profile, options.scale, options.durationScale);
  const target = { ...parseTarget(host.env.BASE_URL || 'http://127.0.0.1'), headers: {} };
  const handOver = await openHandOver();
  try {
    const scripts = await findScripts(name, handOver.folder);
    const { signal } = new AbortController();
    const k6 = await obtainShown(host, terminal, language, signal);
    const env = k6Environment(host.env, { target, headers: {}, usersFile: undefined, productsFile: undefined, load });
    const inspection = { redact: (text: string) => text, signal, isThorough: true };
    return await Promise.all(scripts.map((script) => inspect(script, k6.path, env, inspection)));
  } finally {
    await handOver.remove();
  }
}

async function planOfScripts(name: string, call: Call): Promise<Planned> {
  const scripts = await prepared(name, call);
  const { profile, scale, durationScale } = readLoadSettings(
    call.options.profile,
    call.options.scale,
    call.options.durationScale,
  );
  return {
    plans: scripts.map((script) => preparedPlan(script, call.times, call.machine)),
    // A script of the user's own brings its own load, which no profile touches.
    load: scripts.every(isWired) ? planWords(call.language).profile(profile, scale, durationScale) : undefined,
  };
}

/** What one iteration of a named script sends; undefined for none, and for one that only its writer knows. */
async function iterationNamed(name: string | undefined, call: Call): Promise<Iteration | undefined> {
  if (name === undefined) return undefined;
  if (isApiId(name)) return { requests: 1, thinkMs: thinkTimeMs(apiOf(name)) };
  const [script] = await prepared(name, call);
  return script?.iteration;
}

const titleOf = (name: string): ScriptPlan['title'] =>
  isApiId(name) ? apiOf(name).title : { ko: basename(name, extname(name)), en: basename(name, extname(name)) };

/** The load of an options file, by the users of a script where one is named. */
async function planOfOptions(file: string, name: string | undefined, call: Call): Promise<Planned> {
  const { options, times, machine } = call;
  const other = Object.entries({
    '--profile': options.profile,
    '--scale': options.scale === '1' ? undefined : options.scale,
    '--duration-scale': options.durationScale === '1' ? undefined : options.durationScale,
  }).find(([, value]) => value !== undefined)?.[0];
  if (other !== undefined)
    throw new BuhaError('options-conflict', { option: '--options', other, fault: 'not-together' });
  const read = await readOptions(file);
  const iteration = name === undefined ? iterationOf(read) : await iterationNamed(name, call);
  const load = {
    name,
    title: name === undefined ? { ko: file, en: file } : titleOf(name),
    planned: parseK6Options(read),
    ignored: ignoredOptions(read),
  };
  return { plans: [scriptPlan(load, supposedIteration(iteration, times), machine)], load: undefined };
}

/** Refuses what cannot be written before anything is worked out. */
function outputKind({ output, options }: PlanOptions, isBusiness: boolean): 'svg' | 'json' | undefined {
  if (output === undefined) return undefined;
  if (options !== undefined && resolve(options) === resolve(output)) {
    throw new BuhaError('would-overwrite', { file: output });
  }
  const kind = extname(output).toLowerCase();
  if (kind === '.svg') return 'svg';
  if (kind === '.json' && isBusiness) return 'json';
  throw new BuhaError('setting', { field: '--output', value: output, allowed: isBusiness ? '*.json, *.svg' : '*.svg' });
}

async function writeDrawing(file: string, plans: readonly ScriptPlan[], { terminal, language }: Call): Promise<void> {
  const [{ planChart }, { chartSvg }] = await Promise.all([
    import('../reports/render/charts/plan-chart.ts'),
    import('../reports/render/svg.ts'),
  ]);
  const chart = planChart(plans);
  if (!chart) {
    terminal.line(planWords(language).nothingToDraw);
    return;
  }
  await writeWhole(file, chartSvg(chart, language));
  terminal.line(planWords(language).written(file));
}

/** `buha plan --dau …`: from business figures to a load, its formula and its options. */
async function planOfBusiness(figures: GivenFigures, name: string | undefined, call: Call): Promise<number> {
  const { options, times, machine, host, terminal, language } = call;
  const kind = outputKind(options, true);
  const own = await iterationNamed(name, call);
  const iteration = supposedIteration(own, times);
  if (!iteration || iteration.iterationMs === 0) {
    const given = '--dau, --requests-per-user, --peak-share';
    throw new BuhaError('business-figures', { given, missing: ['--iteration-time'] });
  }
  // Without a script that says otherwise, an iteration is a request.
  const { iterationMs, requests = 1 } = iteration;
  const load = businessLoad({ ...figures, iterationMs, requestsPerIteration: requests });
  const made = businessOptions(load);
  const title =
    name === undefined ? { ko: planWords('ko').business.title, en: planWords('en').business.title } : titleOf(name);
  const planned = parseK6Options(made);
  const plan = scriptPlan({ name, title, planned, ignored: undefined }, { ...iteration, requests }, machine);
  if (options.format === 'json') {
    host.stdout.write(`${JSON.stringify({ ...planJson([plan], machine, language, load), options: made }, null, 2)}\n`);
  } else {
    host.stdout.write(`${businessText(load, language)}\n${planText([plan], undefined, machine, language)}`);
    if (kind !== 'json') host.stdout.write(`\n${businessOptionsText(made, language)}`);
  }
  if (options.output !== undefined && kind === 'json') {
    await writeWhole(options.output, optionsText(made));
    terminal.line(planWords(language).written(options.output));
  }
  if (options.output !== undefined && kind === 'svg') await writeDrawing(options.output, [plan], call);
  return EXIT.done;
}

/**
 * `buha plan [SCENARIO]`: what a load comes to before anything runs, whether it can be delivered, and whether this machine
 * carries it. The plan goes to standard output; warnings leave the exit code 0. Throws `BuhaError`.
 */
export async function planCommand(
  name: string | undefined,
  options: PlanOptions,
  host: Host,
  terminal: Terminal,
  language: Language,
): Promise<number> {
  const figures = givenFigures(options);
  const call = { options, times: supposedTimes(options), machine: await thisMachine(), host, terminal, language };
  if (figures) return planOfBusiness(figures, name, call);
  outputKind(options, false);
  const { plans, load } =
    options.options === undefined
      ? await planOfScripts(name ?? ALL, call)
      : await planOfOptions(options.options, name, call);
  host.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(planJson(plans, call.machine, language, undefined), null, 2)}\n`
      : planText(plans, load, call.machine, language),
  );
  if (options.output !== undefined) await writeDrawing(options.output, plans, call);
  return EXIT.done;
}

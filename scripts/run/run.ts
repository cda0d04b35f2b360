import { rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { minDelivered } from '../../options/profiles.ts';
import { apiOf } from '../../options/project.ts';
import type { Baselines } from '../../reports/analyse/gate/regression.ts';
import type { NamedRun } from '../../reports/analyse/gate/slo-names.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { OtherRun } from '../../reports/model/record.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { errorText } from '../../reports/words/errors.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { toldFault } from '../fault.ts';
import { checkBaselines } from '../gate/baseline-command.ts';
import { checkSlo, type SloChoice, sloOf } from '../gate/find-slo.ts';
import { baselinesOf } from '../gate/gate-command.ts';
import type { ObtainedK6 } from '../k6/obtain.ts';
import { obtainShown } from '../k6/obtain-shown.ts';
import { builtFile } from '../paths.ts';
import { saySlow } from '../say-slow.ts';
import { checkoutOf } from './checkout.ts';
import { chooseTarget, factsOf, isNamedShop } from './choose-target.ts';
import { endPart, mustBePart } from './end-part.ts';
import { type Executed, type Execution, execute } from './execute.ts';
import { findScripts } from './find-scripts.ts';
import { finishRun } from './finish-run.ts';
import { givenWords } from './given-words.ts';
import { type HandOver, openHandOver } from './hand-over.ts';
import { Interruption } from './interruption.ts';
import { k6Environment } from './k6-environment.ts';
import type { K6Process } from './k6-process.ts';
import { mayLoad } from './may-load.ts';
import { fileOutputs } from './outputs.ts';
import { checkK6Flags, givenBeside, mustAct, mustBegin, ownLoad, sayWithheld, targetMustAct } from './own-load.ts';
import { warnOfPlan } from './plan-warnings.ts';
import {
  asksForTarget,
  expectedTarget,
  inspect,
  isWired,
  type PreparedScript,
  readsTarget,
  type Script,
  tlsOf,
  wantsShop,
} from './prepare.ts';
import { folderName, makeRunFolder, needFolder } from './run-folder.ts';
import { type RunCallOptions, type RunSettings, readRunSettings } from './run-settings.ts';
import { RunningRuns, runningDir } from './running.ts';
import { type SaidOfRun, saidOfRuns, withoutSecrets, withTarget } from './said-of-runs.ts';
import { sayTarget } from './say-target.ts';
import { givenSecrets } from './secrets/given-secrets.ts';
import { redactor } from './secrets/redactor.ts';
import { SHORTEST_SECRET } from './secrets/secret-finder.ts';
import { needDatabase, type ShopProcess, startShop } from './shop-process.ts';
import { parseTarget, type Target } from './target.ts';
import { withTargetOptions } from './target-options.ts';
import { K6Teller } from './tell-k6.ts';
import { tellResult } from './tell-result.ts';
import { type Tls, tlsFacts } from './tls.ts';

const namedRun = ({ api, project, name, planned }: PreparedScript): NamedRun => ({
  api,
  project,
  name,
  planned,
  measured: { scenarios: {} },
});

/** One of several rounds of the same runs: all of them are judged together, against the baseline too. */
export interface RoundOfRuns {
  readonly isFirst: boolean;
}

/** One call of `buha run`, from its arguments to the report. */
class Session {
  readonly #call: Call<RunCallOptions>;
  readonly #interruption = new Interruption();
  #settings: RunSettings | undefined;
  #redact = redactor([]);
  #hasSecrets = false;
  #k6: Pick<K6Process, 'interrupt' | 'kill'> | undefined;
  #baselines: Baselines | undefined;
  #slo: SloChoice | undefined;
  #shop: ShopProcess | undefined;
  #hasToldShop = false;
  #running: RunningRuns | undefined;

  readonly #round: RoundOfRuns | undefined;

  constructor(call: Call<RunCallOptions>, round: RoundOfRuns | undefined) {
    this.#call = call;
    this.#round = round;
  }

  /** A verdict was asked for, and not only its exit code. */
  get #isGated(): boolean {
    const { gate, slo, baseline } = this.#call.options;
    const isAsked = gate === true || slo !== undefined || this.#slo !== undefined || baseline !== undefined;
    return gate !== false && isAsked;
  }

  /** Only a part of the load is sent here: what it measured is no whole run. */
  get #isPart(): boolean {
    return this.#settings?.sharing?.only !== undefined;
  }

  get #words() {
    return cliWords(this.#call.language);
  }

  async run(names: readonly string[]): Promise<number> {
    const handOver = await openHandOver();
    this.#interruption.listen({
      onFirst: () => {
        if (this.#k6) this.#call.terminal.line(this.#words.interrupting);
        this.#k6?.interrupt();
      },
      onSecond: () => {
        // The shop ends within a second by itself then, and removes its data.
        if (this.#k6) this.#k6.kill();
        else this.#shop?.kill();
      },
    });
    try {
      return await this.#withHandOver(names, handOver);
    } catch (fault) {
      // What was cut off by Ctrl-C before k6 started is no fault of its own.
      if (this.#interruption.happened) return EXIT.interrupted;
      if (!this.#isGated || !(fault instanceof BuhaError) || fault.code !== 'script-refused') throw fault;
      // For a gate a script that breaks off before any load is a run that is none.
      this.#call.terminal.line(`${this.#words.help.errorPrefix} ${errorText(fault, this.#call.language)}`);
      return EXIT.invalid;
    } finally {
      this.#interruption.stopListening();
      await this.#shop?.stop();
      await this.#running?.end();
      await handOver.remove();
    }
  }

  async #withHandOver(names: readonly string[], handOver: HandOver): Promise<number> {
    const { config } = this.#call;
    const scripts = await findScripts(names, handOver, config, (files) =>
      this.#call.terminal.line(this.#words.noScripts(files)),
    );
    this.#slo = await sloOf(
      this.#call.options.slo,
      scripts.flatMap(({ api, source }) => (api === undefined ? [source] : [])),
      this.#call,
      this.#round?.isFirst ?? true,
    );
    this.#baselines = await baselinesOf(this.#call.options);
    const modules = scripts.flatMap((script) => script.modules);
    const settings = await readRunSettings(this.#call.options, this.#call.host.env, handOver, modules, config);
    this.#settings = settings;
    const given = saidOfRuns(this.#call.options, scripts.length);
    const { sharing } = settings;
    if (sharing?.only !== undefined) mustBePart(scripts.length, this.#call);
    // Each run, and each runner, would write over the file of the other.
    const isRepeated = scripts.length > 1 || this.#round !== undefined || (sharing && sharing.only === undefined);
    const [file] = isRepeated ? fileOutputs(settings.outputs) : [];
    if (file !== undefined) throw new BuhaError('one-output-file', { out: file });
    // What would end the run later should not wait for what may take minutes.
    await needFolder(this.#call.options.results);
    const isShopMeant = isNamedShop(settings.chosen) || scripts.some(asksForTarget);
    if (!settings.target && isShopMeant) needDatabase(await builtFile('shop.js'));
    const k6 = await obtainShown(this.#call, this.#interruption.signal);
    const env = (target: Target | undefined, tls: Tls) =>
      k6Environment(this.#call.host.env, {
        target,
        headers: settings.headers,
        usersFile: settings.users.file,
        productsFile: settings.products.file,
        load: settings.load,
        tls,
      });
    // The options do not depend on where the load goes, so they are checked before anything is started.
    const anyTarget = (script: Script) =>
      settings.target ?? (asksForTarget(script) ? parseTarget('http://127.0.0.1') : undefined);
    const secrets = givenSecrets(settings, settings.target, this.#call.host.env);
    const short = [...settings.users.tokens].filter(({ length }) => length < SHORTEST_SECRET).length;
    if (short > 0) this.#call.terminal.line(this.#words.shortTokens(short, SHORTEST_SECRET));
    const redact = redactor(secrets);
    this.#redact = redact;
    const said = given.map((one) => withoutSecrets(one, redact));
    this.#hasSecrets = secrets.some(({ size }) => size > 0);
    const { flags } = this.#call.options.k6;
    // Only what is known then says whether a script goes to the target whose certificate nobody checks.
    const tls = { ...settings.tls, insecure: settings.ownTls.insecure };
    const load = givenBeside(this.#call.host.env, flags);
    const { signal } = this.#interruption;
    await checkK6Flags(flags.run, k6.path, signal);
    const checks = { redact, signal, flags: flags.inspect, load };
    const prepared = await saySlow(this.#call.terminal, this.#words.inspecting, () =>
      Promise.all(scripts.map((script) => inspect(script, k6.path, env(anyTarget(script), tls), checks))),
    );
    mustBegin(prepared);
    mustAct(prepared, this.#call.options.k6);
    const { baseUrl, target } = this.#call.options;
    const { hasShopLock } = this.#call.options.k6;
    const isShop = isNamedShop(settings.chosen);
    targetMustAct(prepared, { baseUrl, target, hasShopLock, hasTarget: settings.target !== undefined, isShop });
    sayTarget(prepared, settings.chosen, this.#call);
    sayWithheld(prepared, this.#call);
    // A slip in the file should not cost a whole run.
    if (this.#slo) {
      const named = prepared.map((one) => ({
        script: one.api === undefined ? one.source : undefined,
        run: namedRun(one),
      }));
      checkSlo(this.#slo, named);
    }
    const judgedAs = prepared.map(({ api, name }) => api ?? name);
    checkBaselines(this.#call.options.baseline, this.#baselines, judgedAs);
    await warnOfPlan(names, prepared, this.#call);
    const isAllowed = await mayLoad(prepared, settings, this.#call, this.#interruption);
    if (this.#interruption.happened) return EXIT.interrupted;
    // Nothing was run, so nothing is done.
    if (!isAllowed) return EXIT.badInput;
    await this.#beginBeside(scripts);
    const folder = await makeRunFolder(this.#call.options.results, folderName(names, scripts), new Date());
    const executed: Executed[] = [];
    const k6Teller = new K6Teller(this.#call.terminal, this.#call.language);
    for (const [at, script] of prepared.entries()) {
      if (this.#interruption.happened) break;
      this.#call.terminal.line(this.#words.running(said[at]?.title ?? this.#title(script), at + 1, prepared.length));
      const own = prepared.length === 1 ? folder : join(folder, script.name);
      const isLast = at === prepared.length - 1;
      try {
        const ended = await this.#runScript(
          script,
          said[at] ?? {},
          { folder: own, isLast, k6Teller },
          handOver.folder,
          k6,
          settings,
          env,
        );
        executed.push(
          prepared.length === 1 || this.#isPart ? ended : { ...ended, run: await tellResult(ended, this.#call) },
        );
      } catch (fault) {
        // One run that broke off must not take the report of those before it, nor leave an empty folder.
        const verdict = executed.length > 0 ? await this.#finish(folder, executed) : EXIT.done;
        if (executed.length === 0) await Promise.allSettled([rmdir(own), ...(own === folder ? [] : [rmdir(folder)])]);
        if (verdict === EXIT.done) throw fault;
        this.#call.terminal.line(toldFault(fault, this.#call.language).text);
        return verdict;
      }
      // What had no room for one has none for the next.
      if (executed.at(-1)?.faults.length) break;
    }
    const code = await this.#finish(folder, executed);
    // What did not run has passed nothing.
    return code || (executed.length < prepared.length ? EXIT.invalid : EXIT.done);
  }

  /** Tells other runs on this machine of this one, and says which there are. */
  async #beginBeside(scripts: readonly Script[]): Promise<void> {
    const dir = runningDir(this.#call.host.env, process.platform);
    const onOther = (run: OtherRun) => this.#call.terminal.line(this.#words.otherRun(run));
    this.#running = new RunningRuns({ dir, scripts: scripts.map(({ name }) => name), onOther }, new Date());
    await this.#running.begin();
  }

  #title(script: Script): string {
    const { apiTitle } = reportWords(this.#call.language);
    const api = apiOf(script);
    return api ? apiTitle(api.title[this.#call.language]) : script.name;
  }

  async #runScript(
    script: PreparedScript,
    said: SaidOfRun,
    place: Pick<Execution, 'folder' | 'isLast' | 'k6Teller'>,
    scratch: string,
    k6: ObtainedK6,
    settings: RunSettings,
    env: (target: Target | undefined, tls: Tls) => Record<string, string | undefined>,
  ): Promise<Executed> {
    const lock = this.#call.options.shopLock;
    // A fresh shop for each API: none inherits another's orders.
    const { chosen } = settings;
    const isOnShop = !settings.target && wantsShop(script, isNamedShop(chosen));
    this.#shop = isOnShop ? await startShop({ script: await builtFile('shop.js'), port: 0, lock }) : undefined;
    // The next API gets a fresh one at another address, which nobody needs to know.
    if (this.#shop && !this.#hasToldShop)
      this.#call.terminal.line(this.#words.usingShop(this.#shop.baseUrl, isNamedShop(chosen)));
    this.#hasToldShop ||= this.#shop !== undefined;
    const target = this.#shop ? parseTarget(this.#shop.baseUrl) : settings.target;
    const { profile, scale, durationScale } = settings.load;
    const given = givenWords(this.#call.options, this.#redact);
    const tls = tlsOf(script, settings);
    // What the config says of a target is true of a run that goes there.
    const isThere = isOnShop || readsTarget(script);
    const targetInfo = { ...(isThere && factsOf(chosen)), ...settings.targetInfo };
    try {
      return await execute({
        script,
        sharing: settings.sharing,
        ...place,
        scratch,
        k6Path: k6.path,
        env: { ...env(target, tls), ...ownLoad(script, this.#call.host.env), ...settings.outputs.env },
        flags: this.#call.options.k6.flags.run,
        out: settings.outputs.out,
        redact: this.#redact,
        giveUp: settings.giveUp,
        slo: this.#slo?.ofScript(script.api === undefined ? script.source : undefined),
        shopGone: this.#shop?.gone,
        // A scenario of this package puts none into a URL, a check or a tag.
        mayTellSecrets: this.#hasSecrets && script.ownTarget !== undefined,
        facts: {
          ...(isThere ? withoutSecrets(withTarget(said, chosen.said), this.#redact) : said),
          apis: script.api ? [script.api] : [],
          k6: { version: k6.version, from: k6.from, ...(k6.extensions.length > 0 && { extensions: k6.extensions }) },
          // A foreign script brings its own options, which the profile does not touch.
          ...(isWired(script) && {
            profile: { name: profile, scale, durationScale, minDelivered: minDelivered(profile, script.project) },
          }),
          target: {
            ...expectedTarget(script, target),
            ...(this.#shop && { shop: { lock } }),
            ...(isThere && chosen.name !== undefined && { name: chosen.name }),
          },
          ...(await checkoutOf(this.#call.host.env, resolve(dirname(script.source)))),
          ...tlsFacts(tls, script.options),
          ...(Object.keys(targetInfo).length > 0 && { targetInfo }),
          ...(given && { given }),
          // Other scripts know nothing of the default data.
          ...((isWired(script) || settings.users.file || settings.products.file) && {
            testData: { users: settings.users.count, products: settings.products.count },
          }),
        },
        terminal: this.#call.terminal,
        words: this.#words,
        onStart: (started) => {
          this.#k6 = started;
          // A signal between two scripts found no k6 to stop.
          if (this.#interruption.happened) started.interrupt();
        },
        isInterrupted: () => this.#interruption.happened,
        otherRuns: (from) => this.#running?.since(from) ?? Promise.resolve([]),
      });
    } finally {
      this.#k6 = undefined;
      await this.#shop?.stop();
      this.#shop = undefined;
    }
  }

  #finish(folder: string, executed: readonly Executed[]): Promise<number> {
    if (this.#isPart) return Promise.resolve(endPart(executed, this.#call));
    const finishing = {
      slo: this.#slo,
      // One round is no comparison: all of them together are.
      baselines: this.#round ? undefined : this.#baselines,
      isGated: this.#isGated,
      isShown: this.#round === undefined,
      isJudged: this.#call.options.gate !== false,
      metrics: this.#settings?.metrics,
      notes: this.#settings?.notes,
      isInterrupted: () => this.#interruption.happened,
    };
    return finishRun(folder, executed, finishing, this.#call);
  }
}

/** `buha run NAME…`, or one round of it. Returns the exit code. Throws `BuhaError` for what the user can mend. */
export async function runLoadTest(
  names: readonly string[],
  call: Call<RunCallOptions>,
  round?: RoundOfRuns,
): Promise<number> {
  const { said } = chooseTarget(call.options, call.host.env, call.config, call.options.k6.read);
  return new Session({ ...call, options: withTargetOptions(call.options, said) }, round).run(names);
}

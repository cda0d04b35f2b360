import { found } from '../analyse/found.ts';
import { generatorDoubt, isMissedTime } from '../analyse/generator-doubt.ts';
import { isFailing, missedByPattern, slowRequestOf } from '../analyse/next-steps.ts';
import { capacityOf, slownessOf, timesCapacity } from '../analyse/slowness.ts';
import { isDropTold, type Untested, type UntestedCause, untestedIn } from '../analyse/untested.ts';
import { worstOf } from '../analyse/worst-goal.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Slowness } from '../model/slowness.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { needed } from '../text/format.ts';
import { type BodyWords, scenarioTitle } from './body-text.ts';
import { findingConclusion } from './view-findings.ts';
import { withoutOrigin } from './view-result-table.ts';
import type { Told } from './view-summary.ts';

/** Why it was slow, and why something was not tested: one line for each cause, with the runs that share it. */
export interface WhyView {
  /** Why goals were missed, or why no more was served, with the runs that share the answer. */
  slow: { question: string; answer: string }[];
  untested: string[];
  /** Of a single run: which request is slow, which ones fail, which check never passed. The result of the document says so, too. */
  named: string[];
}

interface Slow {
  readonly told: Told;
  readonly slowness: Slowness;
}

/** Runs whose cause is told in the same words. */
function byCause(slow: readonly Slow[], both: BodyWords): Slow[][] {
  const groups = new Map<string, Slow[]>();
  for (const one of slow) {
    const { slowness } = one;
    // What fits is the same for all of one kind of key; what was measured at a time may differ a little.
    const key =
      slowness.kind === 'lanes'
        ? `${slowness.lanes.keys?.keyKind} ${slowness.lanes.keys?.keys} ${slowness.lanes.basis}`
        : both.document.cause(slowness);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** How many requests were served at a time, over all runs of a cause; undefined where that is not the cause. */
function lanesOf(group: readonly Slow[]) {
  const lanes = group.flatMap(({ slowness }) => (slowness.kind === 'lanes' ? [slowness.lanes.lanes] : []));
  return lanes.length === 0 ? undefined : { from: leastOf(lanes), to: mostOf(lanes) };
}

/** That throughput stopped follows from figures; that the server is why is a hypothesis, but for a busy processor. */
function slowText(group: readonly Slow[], both: BodyWords): string {
  const { words, document } = both;
  const { measured, estimated } = words.confidence;
  const [first] = group;
  if (!first) return '';
  const each = group.flatMap(({ told, slowness }) => {
    const most = capacityOf(told.run);
    const { saturated } = slowness;
    return [{ title: told.title, most, stretch: saturated.stretch, saturated }];
  });
  const [own] = each;
  // Each level of load that was held has figures of its own.
  const isOfLevels = group.some(
    ({ slowness: { saturated } }) => saturated.levels ?? saturated.ramp ?? saturated.isMean,
  );
  const stopped =
    each.length === 1 && own
      ? document.stopped(first.slowness.saturated, own.most)
      : isOfLevels
        ? each.map(({ title, most, saturated }) => `${title}: ${document.stopped(saturated, most)}`).join(' ')
        : document.stoppedEach(each.flatMap(({ most, ...one }) => (most ? [{ ...one, most }] : [])));
  const confidence = first.slowness.kind === 'cpu-bound' ? measured : estimated;
  const turned =
    first.slowness.kind === 'server-metric' ? ` ${document.turned(first.slowness.metric)} ${measured}` : '';
  const { levels, overrun, ramp } = first.slowness.saturated;
  // Means over the run do not show that throughput stopped; a busy processor and the lack of any cause say it themselves.
  const isSupposed = !levels && !overrun && !ramp && confidence === estimated && first.slowness.kind !== 'saturated';
  return `${stopped} ${measured}${turned} ${isSupposed ? `${document.seemsSaturated} ` : ''}${document.cause(first.slowness, lanesOf(group))} ${confidence}`;
}

const missedTime = (run: AnalysedRun) => run.verdict.rows.some(isMissedTime);

/** Requests failed, and the input does not tell how: no status, no time. */
const failsUnknown = (run: AnalysedRun): boolean =>
  isFailing(run) && found(run, 'errors-present')?.figures.answers.length === 0;

function failedTexts(told: readonly Told[], { document }: BodyWords): WhyView['slow'] {
  const unknown = told.filter(({ run }) => failsUnknown(run));
  if (unknown.length === 0) return [];
  const titles = told.length > 1 ? document.list(unknown.map(({ title }) => title)) : undefined;
  return [{ question: document.whyFailed(titles), answer: document.failedUnknown }];
}

/** That what was measured of a run which missed its goals may be its load generator's slowness; undefined where nothing says so. */
function doubtText({ run }: Told, { words, document }: BodyWords): string | undefined {
  const { measured, estimated } = words.confidence;
  const doubt = isDoubtTold(run) ? generatorDoubt(run, run.verdict.rows) : undefined;
  if (!doubt) return undefined;
  if (doubt.kind === 'busy') return document.busyDoubt(doubt.cpuShare, measured, estimated);
  const { lateSec, ofSec, cpuShare } = doubt;
  const facts = [
    // Why a run is no measurement says it.
    ...(run.verdict.kind === 'invalid' ? [] : [document.late(lateSec, ofSec, run.verdict.kind === 'slo-fail')]),
    ...(cpuShare === undefined ? [] : [document.lateCpu(cpuShare)]),
  ];
  return [...(facts.length > 0 ? [...facts, measured] : []), document.lateDoubt, estimated].join(' ');
}

/** True where a document answers why a run is slow by its load generator first. */
export const isDoubtTold = (run: AnalysedRun): boolean =>
  missedTime(run) && generatorDoubt(run, run.verdict.rows) !== undefined;

/** Answers to the same question as one. */
function oneEach(all: WhyView['slow']): WhyView['slow'] {
  const byQuestion = new Map<string, string[]>();
  for (const { question, answer } of all) byQuestion.set(question, [...(byQuestion.get(question) ?? []), answer]);
  return [...byQuestion].map(([question, answers]) => ({ question, answer: answers.join(' ') }));
}

function slowTexts(told: readonly Told[], both: BodyWords): WhyView['slow'] {
  const { words, document } = both;
  const doubtful = told.filter(({ run }) => isDoubtTold(run));
  const slow = told.flatMap((one) => {
    const slowness = slownessOf(one.run);
    return slowness ? [{ told: one, slowness }] : [];
  });
  const unexplained = told.filter(({ run }) => missedTime(run) && slownessOf(run) === undefined && !isDoubtTold(run));
  // One of several requests is why, and what it waits for is not known.
  const byRequest = told.flatMap((one) => {
    const finding = slownessOf(one.run) === undefined ? slowRequestOf(one.run) : undefined;
    return finding ? [{ one, text: withoutOrigin(findingConclusion(finding, words).text, one.run) }] : [];
  });
  const byPattern = unexplained.flatMap((one) => {
    const finding = missedByPattern(one.run);
    return finding ? [{ one, text: withoutOrigin(findingConclusion(finding, words).text, one.run) }] : [];
  });
  const unknown = unexplained.filter((one) => [...byRequest, ...byPattern].every((other) => other.one !== one));
  // Several runs of one answer are named in it, each with its own figure.
  const asked = (own: readonly Told[], answer: string, isNamed = false) => {
    const titles = told.length > 1 && !isNamed ? document.list(own.map(({ title }) => title)) : undefined;
    const isMissed = own.some(({ run }) => missedTime(run));
    return { question: isMissed ? document.whySlow(titles) : document.whyNoMore(titles), answer };
  };
  return oneEach([
    ...doubtful.map((one) => asked([one], doubtText(one, both) ?? '')),
    ...byCause(slow, both).map((group) =>
      asked(
        group.map((one) => one.told),
        slowText(group, both),
        group.length > 1,
      ),
    ),
    ...byRequest.map(({ one, text }) => asked([one], `${text} ${document.slowInside}`)),
    ...byPattern.map(({ one, text }) => asked([one], text)),
    ...(unknown.length > 0
      ? [asked(unknown, document.slowUnknown(unknown.every(({ run }) => run.measured.timeline !== undefined)))]
      : []),
  ]);
}

const CAUSES: readonly UntestedCause[] = [
  'ceiling',
  'server',
  'vu-start',
  'generator',
  'interrupted',
  'below-ceiling',
  'unknown',
];

/** How many VUs all of a scenario needs, the runs of which need as many together. */
function vusNeeded(
  name: string,
  own: readonly Untested[],
  titleOf: (run: AnalysedRun) => string,
  both: BodyWords,
): string[] {
  const { document } = both;
  const needsOf = (isLeast: boolean) => {
    const groups = new Map<string, string[]>();
    for (const { run, ceiling } of own) {
      if (ceiling?.isLeast !== isLeast) continue;
      const vus = needed(ceiling.vusNeeded);
      groups.set(vus, [...(groups.get(vus) ?? []), titleOf(run)]);
    }
    return [...groups].map(([vus, titles]) => ({ vus, titles: document.list(titles) }));
  };
  const [as, least] = [needsOf(false), needsOf(true)];
  if (as.length + least.length === 0) return [];
  const rate = own[0]?.peakRate;
  const beyond = own.flatMap(({ run, ceiling }) => {
    const times = ceiling ? timesCapacity(run, rate) : undefined;
    return times !== undefined && times > 1 ? [{ title: titleOf(run), times }] : [];
  });
  return [
    document.vusNeeded({ scenario: scenarioTitle(name, own[0]?.run ?? {}, both), rate, as, least }),
    ...(rate === undefined || beyond.length === 0 ? [] : [document.beyondCapacity(rate, beyond)]),
  ];
}

const limitTold = ({ ratio, ceiling }: Untested) => ({ reachable: ceiling?.reachableRatio ?? 1, ran: ratio });

/** One scenario that was not tested in full, and what kept it from that in which runs. */
function untestedText(name: string, own: readonly Untested[], told: readonly Told[], both: BodyWords): string {
  const { words, document } = both;
  const { measured, estimated } = words.confidence;
  // A document about one run need not name it.
  const titleOf = (run: AnalysedRun) => (told.length === 1 ? '' : (told.find((one) => one.run === run)?.title ?? ''));
  const ceilings = own.flatMap(({ ceiling }) => ceiling ?? []);
  const reachable = ceilings.map(({ reachableRatio }) => reachableRatio);
  const [first] = ceilings;
  const limit = first
    ? [
        `${document.ceiling({ scenario: name, basis: first.basis, maxVus: first.maxVus, from: leastOf(reachable), to: mostOf(reachable) })} ${first.basis === 'idle' ? measured : estimated}`,
      ]
    : [];
  const causes = CAUSES.flatMap((cause) => {
    const runs = own.filter((one) => one.cause === cause);
    if (runs.length === 0) return [];
    const titles = told.length === 1 ? '' : document.list(runs.map(({ run }) => titleOf(run)));
    const text =
      cause === 'ceiling' || cause === 'below-ceiling'
        ? document.untestedLimit[cause](titles, runs.map(limitTold))
        : told.length === 1
          ? document.untestedOne[cause]
          : document.untested[cause](titles);
    return [cause === 'unknown' || cause === 'below-ceiling' ? text : `${text} ${measured}`];
  });
  const saturated = own.filter(({ run, ceiling }) => ceiling !== undefined && slownessOf(run) !== undefined);
  const areAll = saturated.length === own.length;
  const after =
    saturated.length === 0
      ? []
      : [document.saturatedFirst(areAll ? undefined : document.list(saturated.map(({ run }) => titleOf(run))))];
  return [...limit, ...causes, ...vusNeeded(name, own, titleOf, both), ...after].join(' ');
}

/** One line for each answer, with all scenarios that share it. */
function untestedTexts(told: readonly Told[], both: BodyWords): string[] {
  // The head of a document about one run tells that it did not go to its end, its verdict why less ran.
  const untested = untestedIn(told.map(({ run }) => run)).filter(
    ({ run, scenario, cause, ceiling }) =>
      told.length > 1 || ceiling !== undefined || (cause !== 'interrupted' && !isDropTold(run, scenario)),
  );
  const byText = new Map<string, string[]>();
  for (const name of new Set(untested.map(({ scenario }) => scenario))) {
    const own = untested.filter(({ scenario }) => scenario === name);
    const text = untestedText(name, own, told, both);
    byText.set(text, [...(byText.get(text) ?? []), scenarioTitle(name, own[0]?.run ?? {}, both)]);
  }
  return [...byText].map(([text, titles]) => `${both.document.alone(both.document.list(titles))}: ${text}`);
}

/** Requests and checks that a reader has to know by name, where the answers above do not name them. */
function namedTexts(told: readonly Told[], { words, document }: BodyWords): string[] {
  const [only, ...more] = told;
  if (!only || more.length > 0) return [];
  const { run } = only;
  const slow = found(run, 'slow-request');
  const isTold = slow !== undefined && slowRequestOf(run) !== undefined && slownessOf(run) === undefined;
  const errors = found(run, 'errors-present')?.figures;
  const never = found(run, 'check-never-passed');
  return [
    ...(slow && !isTold ? [findingConclusion(slow, words).text] : []),
    ...(errors && errors.names.length > 0 ? [`${document.failures(errors)} ${words.confidence.measured}`] : []),
    ...(never ? [findingConclusion(never, words).text] : []),
  ].map((text) => withoutOrigin(text, run));
}

export function whyView(all: readonly Told[], both: BodyWords): WhyView {
  const told = worstOf(all, ({ run }) => run);
  const slow = [...failedTexts(told, both), ...slowTexts(told, both)];
  return { slow, untested: untestedTexts(told, both), named: namedTexts(told, both) };
}

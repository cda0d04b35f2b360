import type { ApiId } from '../../options/apis.ts';
import type { Criterion, VerdictKind } from '../model/analysed.ts';
import type { Confidence, Finding, FindingFigures, FindingId } from '../model/finding.ts';
import type { OutputFormat } from '../model/output.ts';
import type { PlannedScenario, Ramp } from '../model/plan.ts';
import { words as en } from './en/report.ts';
import { words as ko } from './ko/report.ts';
import type { Language } from './language.ts';

/** What to do about a finding, sentence by sentence, for 개선 방향성. */
export interface Improvement {
  readonly problem: string;
  readonly action: string;
  /** What may be expected, with its bound. */
  readonly effect: string;
  /** The experiment that checks it. */
  readonly experiment: string;
}

/** What speaks against a hypothesis. */
export interface Doubt {
  readonly refutedBy: string;
  /** Other explanations that the figures cannot exclude. */
  readonly rivals: string;
}

/** Words of one finding. Text is finished markdown: names from outside stand in code spans. */
export interface FindingEntry<Figures> {
  /** One or two sentences for 결론, without the mark of confidence. */
  readonly sentence: (figures: Figures) => string;
  /** For findings that may be estimated. */
  readonly doubt?: (figures: Figures) => Doubt;
  /** Where something can be done. */
  readonly improvement?: (figures: Figures) => Improvement;
}

export type FindingWords = { readonly [Id in FindingId]: FindingEntry<FindingFigures[Id]> };

/** Every sentence of a report that is composed from figures; headings and labels stand in the templates. */
export interface ReportWords {
  readonly missing: string;
  readonly verdict: Readonly<Record<VerdictKind, string>>;
  /** A pass that rests on less than the planned load; `share` is a formatted percentage. */
  readonly partly: (verdict: string, share: string) => string;
  readonly passed: string;
  readonly failed: string;
  readonly noSamples: string;
  /** Too few for the quantile that is judged. */
  readonly fewSamples: string;
  /** The output does not hold the figure. */
  readonly notMeasured: string;
  readonly confidence: Readonly<Record<Confidence, string>>;
  readonly apiTitle: (title: string) => string;
  readonly documentTitle: (titles: readonly string[]) => string;
  readonly reason: (api: ApiId, kind: 'read' | 'write') => string;
  readonly shop: (lock: string) => string;
  readonly profile: (name: string, scale: number, durationScale: number) => string;
  readonly profilePurpose: (name: string) => string | undefined;
  readonly generator: (facts: { os: string; cpu: string; cores: number; memory: string; node: string }) => string;
  readonly testData: (users: number, products: number) => string;
  readonly cpu: (facts: { k6Sec: string; machineShare: string | undefined }) => string;
  readonly exit: (code: number | null, signal: string | undefined) => string;
  readonly interrupted: (ranFor: string | undefined, planned: string | undefined) => string;
  /** k6 did not complete the run; `exit` is the code and its meaning. */
  readonly incomplete: (exit: string) => string;
  readonly exceptions: (count: number, first: string | undefined) => string;
  readonly think: (beforeMs: number, afterMs: number) => string;
  readonly executor: (plan: PlannedScenario) => string;
  readonly stage: (plan: PlannedScenario, ramp: Ramp, fromMs: number) => string;
  /** Rows of the table of stages that are about all scenarios. */
  readonly wholeRun: string;
  /** A stretch of the time line, in seconds. */
  readonly seconds: (from: number, to: number) => string;
  readonly loadWindow: (span: string) => string;
  readonly drainWindow: (span: string) => string;
  /** The steady part of a run without a plan, in seconds from its start. */
  readonly steady: (facts: { from: string; to: string; tps: string; p95: string }) => string;
  readonly notSteady: (seconds: string) => string;
  readonly amount: (plan: PlannedScenario, amount: number) => string;
  /** What a threshold judges, in words: `성공한 요청의 응답 시간 p95`. */
  readonly criterion: (criterion: Criterion) => string;
  readonly criteriaMet: (count: number) => string;
  /** No criterion was missed, and yet the run is no pass: it was cut short, or broke off. */
  readonly notJudged: string;
  /** What was given does not fit together, so nothing was judged. */
  readonly undecided: string;
  /** What the limit column says of a threshold whose expression the output does not show. */
  readonly limitNotShown: string;
  /** Missed, and the output shows neither expression nor figure. */
  readonly criterionMissedNotShown: (what: string) => string;
  readonly criterionMissed: (facts: { what: string; actual: string; limit: string }) => string;
  readonly criterionEmpty: (what: string) => string;
  readonly criterionFew: (what: string, samples: string, needed: string) => string;
  readonly criterionLacking: (what: string) => string;
  readonly noGoals: string;
  readonly figures: (facts: { success: string; tps: string; avg: string; p95: string }) => string;
  /** The same for successful requests only, where others failed. */
  readonly figuresOfSuccesses: ReportWords['figures'];
  readonly findings: FindingWords;
  /** Headings of 개선 방향성. */
  readonly findingTitles: Readonly<Record<FindingId, string>>;
  readonly doubt: (doubt: Doubt) => string;
  readonly weak: (needed: string) => string;
  /** One line of the document's conclusion for the runs of a verdict. */
  readonly overallVerdict: Readonly<Record<VerdictKind, (titles: string) => string>>;
  /** Where a system was found to be saturated; `title` is its API. */
  readonly saturatedAt: (facts: { title: string; perSec: string; vus: string }) => string;
  readonly untestedPeak: (facts: { rate: string; share: string }) => string;
  /** `steps` are links to what can be improved. */
  readonly firstSteps: (steps: string) => string;
  /** Where a plan came from that is not recorded: the profile's name, or undefined for an options file. */
  readonly givenPlan: (profile: string | undefined) => string;
  readonly standardInput: string;
  /** Status of a request that got no answer. */
  readonly noAnswer: string;
  readonly statistics: { readonly avg: string; readonly p95: string };
  /** `2.4배`: `ratio` is formatted. */
  readonly multiple: (ratio: string) => string;
  readonly slower: (facts: { slow: string; fast: string; ratio: string; slowAvg: string; fastAvg: string }) => string;
  /** The delivered share with the amounts behind it. */
  readonly deliveredOf: (facts: { share: string; delivered: string; planned: string; isMore: boolean }) => string;
  readonly formats: Readonly<Record<OutputFormat, string>>;
  /** A compressed file that ends in the middle. */
  readonly cutOff: string;
  readonly badLines: (facts: { count: string; of: string; first: string }) => string;
  /** Why the report says 없음. */
  readonly lacks: Lacks;
}

/** Reasons for what an output does not hold; `formats` are names of formats. */
export interface Lacks {
  readonly highQuantiles: (formats: string) => string;
  readonly highQuantilesInFormat: (formats: string) => string;
  readonly blocked: (formats: string) => string;
  readonly thresholdsInFormat: (formats: string) => string;
  /** Of the times of samples. */
  readonly fractions: string;
  readonly plan: string;
  readonly record: string;
}

const WORDS: Readonly<Record<Language, ReportWords>> = { ko, en };

export function reportWords(language: Language): ReportWords {
  return WORDS[language];
}

/** The finding as a sentence of 결론. */
export function findingText<Id extends FindingId>(words: ReportWords, id: Id, figures: FindingFigures[Id]): string {
  return words.findings[id].sentence(figures);
}

/** All words of one finding. */
export function findingWords(
  words: ReportWords,
  { id, figures }: Finding,
): { sentence: string; doubt: Doubt | undefined; improvement: Improvement | undefined } {
  // A finding's figures always fit the words of its id; the union of all of them hides that from the compiler.
  const entry = words.findings[id] as FindingEntry<typeof figures>;
  return {
    sentence: entry.sentence(figures),
    doubt: entry.doubt?.(figures),
    improvement: entry.improvement?.(figures),
  };
}

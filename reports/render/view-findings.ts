import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding } from '../model/finding.ts';
import { FINDINGS } from '../model/findings.ts';
import { findingWords, type ReportWords } from '../words/report.ts';

/** A sentence with the mark of its confidence, and what speaks against it where it is a hypothesis. */
export interface ConclusionView {
  text: string;
  doubt: string | undefined;
}

export function findingConclusion(finding: Finding, words: ReportWords): ConclusionView {
  const { parts, doubt } = findingWords(words, finding);
  return {
    text: parts.map(({ text, confidence }) => `${text} ${words.confidence[confidence]}`).join(' '),
    doubt: finding.confidence === 'estimated' && doubt ? words.doubt(doubt) : undefined,
  };
}

/** A text, and the runs for which it is said; no titles where it is said for all that the section names. */
export interface SharedText {
  titles: string | undefined;
  text: string;
}

/** One kind of finding, for all runs that have it. What is to be done about it is undefined where nothing is. */
export interface ImprovementView {
  heading: string;
  titles: string;
  evidence: PartView;
  action: PartView | undefined;
  effect: PartView | undefined;
  experiment: PartView | undefined;
  /** Rival explanations, and what would refute the finding; undefined where it follows from figures. */
  rivals: PartView | undefined;
}

/** What is said for all runs of a section, or else each run's own text. */
export interface PartView {
  shared: string | undefined;
  own: SharedText[];
}

interface Member {
  readonly title: string;
  readonly finding: Finding;
  /** What is one fact with it. */
  readonly further: Finding | undefined;
}

/** The same text of several runs once, with their titles where not all of so many runs say it. */
export function sharedTexts(members: readonly { title: string; text: string }[], runs: number): SharedText[] {
  const byText = new Map<string, Set<string>>();
  for (const { title, text } of members) byText.set(text, (byText.get(text) ?? new Set()).add(title));
  return [...byText].map(([text, titles]) => ({
    titles: titles.size < runs ? [...titles].join(', ') : undefined,
    text,
  }));
}

function improvement(members: readonly Member[], number: string, words: ReportWords): ImprovementView[] {
  const all = members.map(({ title, finding, further }) => {
    const told = [finding, ...(further ? [further] : [])];
    const conclusions = told.map((one) => findingConclusion(one, words));
    // What is told last knows more of what to do, and of what else it may be.
    const improvements = told.map((one) => findingWords(words, one).improvement);
    return {
      ...{ title, finding },
      ...improvements.at(-1),
      evidence: conclusions.map(({ text }) => text).join(' '),
      rivals: conclusions.at(-1)?.doubt,
    };
  });
  const [first] = all;
  if (!first) return [];
  const titles = new Set(all.map(({ title }) => title));
  const part = (texts: readonly { title: string; text: string }[]): PartView => {
    const own = sharedTexts(texts, titles.size);
    const [only] = own;
    return own.length === 1 && only?.titles === undefined
      ? { shared: only?.text, own: [] }
      : { shared: undefined, own };
  };
  const field = (name: 'action' | 'effect' | 'experiment' | 'rivals') => {
    const texts = all.flatMap(({ title, [name]: text }) => (text === undefined ? [] : [{ title, text }]));
    return texts.length > 0 ? part(texts) : undefined;
  };
  return [
    {
      heading: `${number} ${words.findings[first.finding.id].title}`,
      titles: [...titles].join(', '),
      evidence: part(all.map(({ title, evidence }) => ({ title, text: evidence }))),
      action: field('action'),
      effect: field('effect'),
      experiment: field('experiment'),
      rivals: field('rivals'),
    },
  ];
}

const SEVERITIES: readonly Finding['severity'][] = ['critical', 'warning', 'note'];

/** What is to be improved about the measurement comes after what is to be improved about the system. */
const isAboutMeasuring = ({ id }: Finding) => FINDINGS[id].about === 'measurement' || FINDINGS[id].about === 'data';

/** Place of a finding in 개선 방향성: grave ones first, then the system, then the measurement. */
const rank = (finding: Finding) =>
  finding.severity === 'critical'
    ? 0
    : 1 + SEVERITIES.indexOf(finding.severity) + (isAboutMeasuring(finding) ? SEVERITIES.length : 0);

/** How many requests a saturated server works on is one fact with that it is saturated. */
const furtherOf = (finding: Finding, all: readonly Finding[]): Finding | undefined =>
  finding.id === 'server-saturated' ? all.find(({ id }) => id === 'few-lanes') : undefined;

/** What another finding of the run tells as well: a ceiling tells of the load that it kept back, saturation of the wait and of lanes. */
function isToldBy(finding: Finding, all: readonly Finding[]): boolean {
  if (finding.id === 'load-not-delivered') {
    return all.some(({ id, scope }) => id === 'arrival-ceiling' && scope === finding.scope);
  }
  return ['waiting-dominates', 'few-lanes'].includes(finding.id) && all.some(({ id }) => id === 'server-saturated');
}

/** True where something is to be done about a finding; of the system also where nothing is. */
const isListed = (finding: Finding, words: ReportWords): boolean =>
  findingWords(words, finding).improvement !== undefined || FINDINGS[finding.id].about === 'system';

/** The findings, the gravest first, one section per kind of finding; `part` is the number of the part they stand in. */
export function improvementViews(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  part: string,
  words: ReportWords,
): ImprovementView[] {
  const members = runs.flatMap(({ findings, name }, at) =>
    findings
      .filter((finding) => isListed(finding, words) && !isToldBy(finding, findings))
      .map((finding): Member => ({ title: titles[at] ?? name, finding, further: furtherOf(finding, findings) })),
  );
  const ids = new Set(members.toSorted((a, b) => rank(a.finding) - rank(b.finding)).map(({ finding }) => finding.id));
  const views: ImprovementView[] = [];
  for (const id of ids) {
    const own = members.filter(({ finding }) => finding.id === id);
    for (const view of improvement(own, `${part}.${views.length + 1}`, words)) views.push(view);
  }
  return views;
}

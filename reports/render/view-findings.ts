import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding } from '../model/finding.ts';
import { FINDINGS } from '../model/findings.ts';
import { findingWords, type ReportWords } from '../words/report.ts';

const isAboutData = ({ id }: Finding) => FINDINGS[id].about === 'data';

/** A sentence with the mark of its confidence, and what speaks against it where it is a hypothesis. */
export interface ConclusionView {
  text: string;
  doubt: string | undefined;
}

export function findingConclusion(finding: Finding, words: ReportWords): ConclusionView {
  const { sentence, doubt } = findingWords(words, finding);
  return {
    text: `${sentence} ${words.confidence[finding.confidence]}`,
    doubt: finding.confidence === 'estimated' && doubt ? words.doubt(doubt) : undefined,
  };
}

/** What the findings say of the system; those about the data stand in the appendix. */
export function findingConclusions(run: AnalysedRun, words: ReportWords): ConclusionView[] {
  return run.findings.filter((finding) => !isAboutData(finding)).map((finding) => findingConclusion(finding, words));
}

/** A text, and the runs for which it is said; no titles where it is said for all that the section names. */
export interface SharedText {
  titles: string | undefined;
  text: string;
}

/** What to do about one kind of finding, for all runs that have it. */
export interface ImprovementView {
  heading: string;
  titles: string;
  problem: PartView;
  evidence: PartView;
  action: PartView;
  effect: PartView;
  experiment: PartView;
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
  const all = members.flatMap(({ title, finding }) => {
    const found = findingWords(words, finding).improvement;
    if (!found) return [];
    const { text, doubt } = findingConclusion(finding, words);
    return [{ title, finding, ...found, evidence: text, rivals: doubt }];
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
  const field = (name: 'problem' | 'evidence' | 'action' | 'effect' | 'experiment') =>
    part(all.map((one) => ({ title: one.title, text: one[name] })));
  const rivals = all.flatMap(({ title, rivals: text }) => (text ? [{ title, text }] : []));
  return [
    {
      heading: `${number} ${words.findings[first.finding.id].title}`,
      titles: [...titles].join(', '),
      problem: field('problem'),
      evidence: field('evidence'),
      action: field('action'),
      effect: field('effect'),
      experiment: field('experiment'),
      rivals: rivals.length > 0 ? part(rivals) : undefined,
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

/** What can be improved, the gravest first, one section per kind of finding. */
export function improvementViews(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  part: number,
  words: ReportWords,
): ImprovementView[] {
  const members = runs.flatMap(({ findings, name }, at) =>
    findings.map((finding): Member => ({ title: titles[at] ?? name, finding })),
  );
  const ids = new Set(members.toSorted((a, b) => rank(a.finding) - rank(b.finding)).map(({ finding }) => finding.id));
  const views: ImprovementView[] = [];
  for (const id of ids) {
    const own = members.filter(({ finding }) => finding.id === id);
    for (const view of improvement(own, `${part}.${views.length + 1}`, words)) views.push(view);
  }
  return views;
}

/** What not to conclude: findings about the data, once per text. */
export function dataNotes(runs: readonly AnalysedRun[], titles: readonly string[], words: ReportWords): SharedText[] {
  const notes = runs.flatMap(({ findings, name }, at) =>
    findings
      .filter(isAboutData)
      .map((finding) => ({ id: finding.id, title: titles[at] ?? name, text: findingWords(words, finding).sentence })),
  );
  // One kind after the other, not one run after the other.
  return Object.keys(FINDINGS).flatMap((id) =>
    sharedTexts(
      notes.filter((note) => note.id === id),
      runs.length,
    ),
  );
}

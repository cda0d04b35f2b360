import { isOnGenerator } from '../analyse/same-machine.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { anchor, code, plain } from '../text/markdown-text.ts';
import type { BodyWords } from './body-text.ts';
import { announcedOf, plannedText, profileText, targetText, whenText } from './run-shown.ts';

/** What the reader must know before the first figure, in one row. */
export interface HeadView {
  when: string;
  target: string;
  load: string;
  tool: string;
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];

function target(run: AnalysedRun, { words, document }: BodyWords): string {
  const { record } = run;
  if (!record) return document.untold;
  const name = record.target.shop ? document.shop : targetText(record, words);
  const version = Object.entries(record.targetInfo ?? {}).find(([fact]) => /^(?:version|버전|tag|image)$/i.test(fact));
  return [name, ...(version ? [plain(version[1])] : []), ...(isOnGenerator(run) ? [document.sameMachine] : [])].join(
    ', ',
  );
}

/** `seed`: 점진 부하(최대 3,000 VU) + 피크 부하(초당 최대 5,000회) */
function load(run: AnalysedRun, both: BodyWords): string {
  const { record, profile } = run;
  const announced = announcedOf(run).map((one) => both.document.announcedPart(one));
  const planned = run.planned.length > 0 ? plannedText(run, both) : announced.join(' + ');
  const name = record?.profile ? profileText(record.profile, both.words) : profile && code(profile);
  if (planned === '') return name ?? both.document.untold;
  return `${name === undefined ? '' : `${name}: `}${planned}`;
}

function tool(run: AnalysedRun, { document }: BodyWords): string {
  const version = run.record?.k6.version ?? run.sources?.find(({ k6Version }) => k6Version !== undefined)?.k6Version;
  return document.tool(version === undefined ? undefined : plain(version));
}

export function headView(runs: readonly AnalysedRun[], both: BodyWords): HeadView {
  // What is unknown of one run is no fact beside what is known of another.
  const nothing = [both.document.untold, both.document.tool(undefined)];
  const of = (text: (run: AnalysedRun, both: BodyWords) => string) => {
    const all = distinct(runs.map((run) => text(run, both)));
    const known = all.filter((one) => !nothing.includes(one));
    return (known.length > 0 ? known : all).join(' · ');
  };
  const records = runs.flatMap(({ record }) => record ?? []);
  return {
    when: whenText(records, both.document.zones, both.document.until) ?? both.document.untold,
    target: of(target),
    load: of(load),
    tool: of(tool),
  };
}

/** Links to the parts of the document, in one line. */
export const contentsView = (headings: readonly string[]): string =>
  headings.map((heading) => `[${heading}](#${anchor(heading)})`).join(' · ');

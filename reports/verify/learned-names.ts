import type { Document, Heading, TableRow } from './document.ts';
import { type KnownRun, nameOf } from './known-run.ts';
import type { Found } from './names.ts';
import { strangeWords } from './subject.ts';

/** Another name of a run, as the document itself gives it. */
export interface LearnedName {
  readonly name: string;
  readonly run: KnownRun;
}

type RunsIn = (text: string) => readonly Found<KnownRun>[];

const ASIDE = /\(([^()]{2,80})\)|`([^`]{2,80})`/g;
const SCRIPT_FILE = /[\w./-]{1,100}\.(?:[cm]?[jt]s|json|csv|txt)(?![\w-])/g;
const SCRIPT_COLUMN = /스크립트|파일|script|file/i;
const LONGEST = 40;

const oneOf = (found: readonly Found<KnownRun>[]): KnownRun | undefined => {
  const runs = new Set(found.flatMap(({ values }) => values));
  return runs.size === 1 ? [...runs][0] : undefined;
};

/** What a heading calls a run whose name it has in brackets: "2.2 쿠폰 발급 (coupon-issue)", and both sides of a colon. */
function namesIn(heading: Heading, run: KnownRun): LearnedName[] {
  const whole = nameOf(heading.text);
  return [whole, ...whole.split(/\s*[:：]\s*/)].flatMap((name) =>
    name.length <= LONGEST && strangeWords(name, []).length > 0 ? [{ name, run }] : [],
  );
}

/** The last text cell before the one that names a script: "| 2 | 쿠폰 발급 | `load/coupon-issue.js` |". */
function nameInRow({ cells, headings }: TableRow, runsIn: RunsIn): LearnedName[] {
  const at = cells.findIndex(
    (cell, column) => SCRIPT_COLUMN.test(headings[column] ?? '') || cell.search(SCRIPT_FILE) >= 0,
  );
  const run = at <= 0 ? undefined : oneOf(runsIn(cells[at] ?? ''));
  const name = cells
    .slice(0, Math.max(at, 0))
    .findLast((cell) => /\p{L}/u.test(cell))
    ?.replaceAll(/[*_`]/g, '')
    .trim();
  return run && name && name.length <= LONGEST && strangeWords(name, []).length > 0 ? [{ name, run }] : [];
}

/** "2차: 복합 인덱스 추가", "Run B — larger pool", "1차 (r1.json)": what comes first, before a sign or a bracket. */
const LABEL_BEFORE = /^[*_`]{0,3}([\p{L}\d][\p{L}\d .+-]{0,18}[\p{L}\d])[*_`]{0,3}\s?(?:[:：=(（]|\s[–—-]\s)/u;

/** Labels that a list gives to several outputs, each named in an item of its own: "2차: 복합 인덱스 추가 (r2.json)". */
function declaredNames({ places }: Document, runsIn: RunsIn): LearnedName[] {
  const found = new Map<string, Set<KnownRun | undefined>>();
  for (const place of places) {
    const label = place.kind === 'prose' ? place.text.slice(0, 40).match(LABEL_BEFORE)?.[1] : undefined;
    if (label === undefined || place.kind !== 'prose') continue;
    const run = oneOf(filesIn(place.text.slice(0, 300)).flatMap((file) => runsIn(file)));
    if (run) found.set(label, (found.get(label) ?? new Set()).add(run));
  }
  const declared = [...found].flatMap(([name, [run, ...others]]) =>
    run && others.length === 0 && isTelling(name) ? [{ name, run }] : [],
  );
  return new Set(declared.map(({ run }) => run)).size > 1 ? declared : [];
}

/** A number or a letter of its own sets a label apart; so does a word that is not in every report. */
const isTelling = (label: string): boolean =>
  /\d|(?<![A-Za-z])[A-Z](?![A-Za-z])/.test(label) || strangeWords(label, []).length > 0;

/** Files of scripts and results that a text names. */
export const filesIn = (text: string): string[] => text.match(SCRIPT_FILE) ?? [];

/** Names that headings, lines with a script and tables of scripts give to runs. */
export function learnedNames(document: Document, runsIn: RunsIn): LearnedName[] {
  const inHeadings = document.headings.flatMap((heading) => {
    const asides = [...heading.text.slice(0, 200).matchAll(ASIDE)].map((match) => match[1] ?? match[2] ?? '');
    const run = oneOf(asides.flatMap((aside) => runsIn(aside)));
    return run ? namesIn(heading, run) : [];
  });
  const below = document.headings.flatMap((heading, at) => {
    const run = oneOf(filesBelow(document, heading, document.headings[at + 1]).flatMap((file) => runsIn(file)));
    return run ? namesIn(heading, run) : [];
  });
  const inRows = document.places.flatMap((place) => (place.kind === 'row' ? nameInRow(place, runsIn) : []));
  return [...inHeadings, ...below, ...inRows, ...declaredNames(document, runsIn)];
}

/** Files that the lines directly below a heading name. */
export function filesBelow({ files }: Document, heading: Heading, next: Heading | undefined): string[] {
  const until = next?.line ?? Number.POSITIVE_INFINITY;
  let low = 0;
  for (let high = files.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((files[middle]?.line ?? 0) <= heading.line) low = middle + 1;
    else high = middle;
  }
  const names = new Set<string>();
  for (let at = low; at < files.length; at += 1) {
    const file = files[at];
    if (!file || file.line >= until) break;
    names.add(file.name);
  }
  return [...names];
}

import { LIMITS } from '../analyse/limits.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { deliveredRatio } from './delivered.ts';
import { type Document, type Heading, lineAt, type Prose } from './document.ts';
import { type KnownRun, nameOf } from './known-run.ts';
import type { Mention, RunsAt } from './runs-at.ts';
import { LONGEST_SENTENCE, sentencesOf } from './sentences.ts';
import { CLAIMS } from './vocabulary.ts';

/** Checks that a script names and k6's output of the same run does not: one of the two is of another version. */
export function otherChecks(runs: readonly KnownRun[]): VerifyFinding[] {
  return runs.flatMap(({ name: run, script, output }) => {
    const inOutput = output.measured.checks.map(({ name }) => name);
    if (inOutput.length === 0) return [];
    return script.checks
      .filter(({ name }) => !inOutput.includes(name))
      .map(({ name, line }): VerifyFinding => ({ id: 'check-name', kind: 'doubtful', line, name, inOutput, run }));
  });
}

const proseOf = ({ places }: Document): Prose[] => places.filter((place) => place.kind === 'prose');

/** Of places in the order of their lines, those between two of them. */
function between<Item extends { readonly line: number }>(
  items: readonly Item[],
  after: number,
  before: number,
): Item[] {
  let low = 0;
  for (let high = items.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.line ?? 0) <= after) low = middle + 1;
    else high = middle;
  }
  const found: Item[] = [];
  for (let item = items[low]; item && item.line < before; item = items[low]) {
    found.push(item);
    low += 1;
  }
  return found;
}

/** Sentences that say the load was handled, about a run of which much of the planned load was never sent. */
export function undeliveredLoad(document: Document, runsAt: RunsAt, all: readonly KnownRun[]): VerifyFinding[] {
  const isLow = (run: KnownRun) => (deliveredRatio(run) ?? 1) < LIMITS.deliveredRatio;
  if (!all.some(isLow)) return [];
  return proseOf(document).flatMap((place) => {
    return sentencesOf(place.text).flatMap(({ text, start }) => {
      if (text.length > LONGEST_SENTENCE) return [];
      const claim = CLAIMS.map(({ loadHandled }) => text.match(loadHandled)).find((match) => match);
      if (!claim || CLAIMS.some(({ unsure }) => unsure.test(text))) return [];
      const named = [...new Set(runsAt.mentions(text).flatMap(({ runs }) => (runs.length === 1 ? runs : [])))];
      const { runs, certain } = named.length > 0 ? { runs: named, certain: true } : runsAt.at(place.line);
      if (!certain) return [];
      return runs.flatMap((run): VerifyFinding[] => {
        const ratio = deliveredRatio(run);
        if (ratio === undefined || ratio >= LIMITS.deliveredRatio) return [];
        const line = lineAt(place, start + (claim.index ?? 0));
        return [{ id: 'load-not-delivered', kind: 'doubtful', line, said: claim[0], run: run.name, ratio }];
      });
    });
  });
}

const runsIn = (mentions: readonly Mention[]) =>
  new Set(mentions.filter(({ compared, runs }) => !compared && runs.length === 1).flatMap(({ runs }) => runs));

/** Mentions that stand side by side: "상품 조회, 잔액 충전". */
function listed(text: string, mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter((mention, at) => {
    const next = mentions[at + 1];
    const previous = mentions[at - 1];
    const joins = (from: number, to: number) =>
      /^(?: ?APIs?)?\s*(?:[,·/&]|와|과|및|and)\s*$/i.test(text.slice(from, to));
    return (next && joins(mention.end, next.start)) || (previous && joins(previous.end, mention.start));
  });
}

interface Section {
  readonly heading: Heading;
  readonly below: readonly Heading[];
  readonly until: number;
}

function* sectionsOf({ headings }: Document): Generator<Section> {
  for (const [at, heading] of headings.entries()) {
    let end = at + 1;
    while ((headings[end]?.level ?? 0) > heading.level) end += 1;
    if (end > at + 1) {
      yield { heading, below: headings.slice(at + 1, end), until: headings[end]?.line ?? Number.POSITIVE_INFINITY };
    }
  }
}

/**
 * A section says which APIs it is about; a heading below it names another one, and one of those announced has no
 * heading: a name was mixed up. Lists below that heading that repeat the name are told as well.
 */
export function otherSubjects(document: Document, runsAt: RunsAt): VerifyFinding[] {
  if (runsAt.count < 2) return [];
  const prose = proseOf(document);
  return [...sectionsOf(document)].flatMap(({ heading, below, until }) => {
    const intro = between(prose, heading.line, below[0]?.line ?? until).find(
      ({ text }) =>
        text.length <= LONGEST_SENTENCE &&
        CLAIMS.some(({ announces }) => announces.test(text)) &&
        runsIn(runsAt.mentions(text)).size > 1,
    );
    if (!intro) return [];
    const announced = runsIn(runsAt.mentions(intro.text));
    const headings = below.map((one) => ({ ...one, runs: runsIn(runsAt.mentions(nameOf(one.text))) }));
    const named = new Set(headings.flatMap(({ runs }) => [...runs]));
    if ([...announced].every((run) => named.has(run))) return [];
    return headings.flatMap(({ line, runs }, at) => {
      const strange = [...runs].filter((run) => !announced.has(run));
      const end = headings[at + 1]?.line ?? until;
      return strange.flatMap((run) => {
        const lists = between(prose, line, end).filter((place) =>
          runsIn(listed(place.text, runsAt.mentions(place.text))).has(run),
        );
        return [line, ...lists.map((place) => place.line)].map(
          (where): VerifyFinding => ({
            id: 'other-subject',
            kind: 'doubtful',
            line: where,
            named: run.name,
            announced: [...announced].map(({ name }) => name),
            announcedLine: intro.line,
          }),
        );
      });
    });
  });
}

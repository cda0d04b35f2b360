import { quantityKey } from './quantity.ts';
import type { Statement } from './statement.ts';
import { termsIn } from './vocabulary.ts';

/** Words that join two figures and name nothing. */
const JOINING =
  /^(?:the|and|with|was|were|is|are|of|while|but|at|an?|for|to|about|it|its|which|took|only|than|that|까지|기록|약|이며|그리고|하지만|반면|각각)$/i;

/** "측정되었고", "나타났으며": a verb names nothing either. */
const VERB_ENDING = /^\p{Script=Hangul}{2,}(?:고|며|지만|는데|인데|으나)$/u;

/**
 * True where nothing but the name of the quantity stands before the figure: another word may name another system, page
 * or round.
 */
function isPlainlyNamed({ before, sentence, column }: Statement): boolean {
  if (column !== undefined) return true;
  const named = termsIn(before);
  const left = [...before].map((character, at) =>
    named.some(({ start, end }) => at >= start && at < end) ? '#' : character,
  );
  // What follows a figure or a term without a blank is a particle or an ending.
  const words = left.join('').split(/[\s:：\-–—=()|,.*]+/);
  const isFirst = (at: number) => at === 0 && /^\S/.test(before) && sentence !== '';
  return words.every(
    (word, at) =>
      word === '' ||
      word.startsWith('#') ||
      JOINING.test(word) ||
      VERB_ENDING.test(word) ||
      (isFirst(at) && /^\p{Script=Hangul}{1,4}$/u.test(word)),
  );
}

const isOneRun = ({ runs, certain }: Statement) => certain && runs.length === 1;

/** Items that share a key, where two or more do. */
export function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** True where no quantity is stated twice with different figures: then the group is about one thing only. */
function isOneThing(group: readonly Statement[]): boolean {
  const values = new Map<string, number>();
  return group.every(({ quantity, figure }) => {
    if (quantity === undefined) return true;
    const name = quantityKey(quantity);
    const known = values.get(name) ?? figure.value;
    values.set(name, known);
    return known === figure.value;
  });
}

/** The statements of a sentence in runs, each from one that other words precede to the next. */
function runsOfSentence(statements: readonly Statement[]): Statement[][] {
  const runs: Statement[][] = [];
  for (const statement of statements) {
    const last = runs.at(-1);
    if (last && (isOneRun(statement) || isPlainlyNamed(statement))) last.push(statement);
    else runs.push([statement]);
  }
  return runs.filter((run) => run.length > 1);
}

/**
 * Statements that are about the same measurement: those of a row, of a sentence, of a column, of a list. A group in
 * which a quantity stands with two values is about two things and left out.
 */
export function groupsOf(statements: readonly Statement[]): Statement[][] {
  const stated = statements.filter((one) => !one.change && !one.figure.limit);
  const about = ({ runs, certain, part, subject }: Statement) =>
    `${certain ? runs.map(({ name }) => name).join() : ''}|${part?.name ?? ''}|${subject}`;
  const plain = stated.filter((one) => isOneRun(one) || isPlainlyNamed(one));
  return [
    ...grouped(stated, (one) => `${one.sentence}|${about(one)}`).flatMap(runsOfSentence),
    ...grouped(plain, (one) => `${one.block}|${one.column ?? ''}|${about(one)}`),
  ].filter(isOneThing);
}

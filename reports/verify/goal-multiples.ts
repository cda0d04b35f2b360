import type { Quantity, Statistic, VerifyFinding } from '../model/verify.ts';
import { isOneOf } from './changes.ts';
import type { Figure } from './figure.ts';
import { MARGIN_BEHIND, MARGIN_COLUMN, saysMargin, wrongMargin } from './goal-margins.ts';
import { k6Values } from './k6-values.ts';
import { quantityKey } from './quantity.ts';
import type { Statement } from './statement.ts';
import { termsIn } from './vocabulary.ts';
import { isStatistic } from './words.ts';

const GOAL = '(?:목표(?:치|값)?|기준(?:치|값)?|권장(?:치|값)|SL[OA]|임계값)';
const ENGLISH_GOAL = '(?:goal|objective|target|limit|threshold|SL[OA])';
/** "목표의 2.2배", "목표(150ms)의 161%". */
const OF_GOAL = new RegExp(`${GOAL}(?: ?[(（][^()（）]*[)）])?의 ?(?:약 |무려 )?$`, 'i');
/** "2.1 times its objective". */
const TIMES_GOAL = new RegExp(`^ (?:times )?(?:of )?(?:its|the|our) ${ENGLISH_GOAL}`, 'i');
const NAMES_GOAL = new RegExp(`${GOAL}[^.;]{0,16}$|(?:${ENGLISH_GOAL})(?: (?:of|is|was))?[^\\d.;]{0,12}$`, 'i');
const GOAL_COLUMN = new RegExp(`^\\W*(?:성능 ?)?(?:${GOAL}|${ENGLISH_GOAL}s?)`, 'i');

interface Goal {
  readonly quantity: Quantity;
  readonly part: string | undefined;
  readonly figure: Figure;
}

/** "목표(150ms)의 161%": the goal itself is the figure before. */
const BEHIND_GOAL = /^\s?[)）]의 ?(?:약 |무려 )?$/;
const BEFORE_BRACKET = new RegExp(`${GOAL} ?[(（]\\s?$`, 'i');
/** "목표 3초의 5.6배". */
const BEHIND_STATED = /^(?: ?(?:건|회))?의 ?(?:약 |무려 |거의 )?$/;
const STATED = new RegExp(`${GOAL}(?:인|였던|치인)? ?(?:p\\d\\d )?$`, 'i');
/** "목표 TPS 200, 실측 97.8 → 달성률 49%". */
const ACHIEVED = /달성[률율](?:은|는|:)?\s(?:약 )?$|achieved\s$/i;
const MEASURED_BEFORE =
  /(?:실제(?:로는)?|실측|결과|측정(?:값|치)?|현재|actual(?:ly)?|measured)(?:[은는:]|값은)?\s(?:약 |about )?$/i;

const saysMultiple = ({ figure, before, rest }: Statement, previous: Statement | undefined): boolean =>
  (figure.unit === 'factor' || figure.unit === 'percent') &&
  !figure.limit &&
  (OF_GOAL.test(before) ||
    ACHIEVED.test(before) ||
    (BEHIND_GOAL.test(before) && previous !== undefined && BEFORE_BRACKET.test(previous.before)) ||
    (BEHIND_STATED.test(before) && previous !== undefined && STATED.test(previous.before)) ||
    (figure.unit === 'factor' && TIMES_GOAL.test(rest)));

const sentenceOf = ({ sentence }: Statement, block: readonly Statement[]) =>
  block.filter((one) => one.sentence === sentence);
const isRelative = ({ figure: { unit } }: Statement) => unit === 'factor' || unit === 'points';

/** "목표였던 p99 500ms 대비": the only statistic that the words before some figures name. */
function goalStatistic(stated: readonly Statement[]): Statistic | undefined {
  const named = stated
    .flatMap(({ before }) => termsIn(before))
    .flatMap(({ name }) => (isStatistic(name) ? [name] : []));
  return named.length === 1 ? named[0] : undefined;
}

const multiple = (of: number, goal: Goal['figure']) => of / goal.value;

/** Goals that a report states, and the multiples of them that it says. */
export class GoalMultiples {
  readonly #goals: Goal[] = [];

  /** Goals of a table, each beside what was measured for it. */
  #learn(block: readonly Statement[]): void {
    const measured = new Map<string, Statement>();
    for (const one of block) {
      const isOther = GOAL_COLUMN.test(one.label) || MARGIN_COLUMN.test(one.label);
      if (one.column !== undefined && one.quantity && !one.asked && !isOther) {
        measured.set(one.sentence, one);
      }
    }
    for (const { column, label, sentence, figure } of block) {
      const own = column === undefined || !GOAL_COLUMN.test(label) ? undefined : measured.get(sentence);
      if (own?.quantity && own.figure.unit === figure.unit) {
        this.#goals.push({ quantity: own.quantity, part: own.part?.name, figure });
      }
    }
  }

  /** "목표는 p95 500ms 이하다. 지금은 목표의 3.5배가 걸린다": a goal that a sentence of the same block gives. */
  #saidBefore(said: Statement, earlier: readonly Statement[]): { goal: Statement; statistic: Statistic } | undefined {
    const goal = earlier.findLast(
      ({ sentence, figure, rest }) => sentence !== said.sentence && figure.unit === 'time' && !MARGIN_BEHIND.test(rest),
    );
    const named =
      goal && NAMES_GOAL.test(goal.before) ? termsIn(goal.before).filter(({ name }) => isStatistic(name)) : [];
    const [only, ...others] = named.map(({ name }) => name);
    return goal && only && others.length === 0 && isStatistic(only) ? { goal, statistic: only } : undefined;
  }

  /** Takes the statements of one block; gives the multiples that are none of its goals. `contradicted`: by k6. */
  add(block: readonly Statement[], contradicted: ReadonlySet<Statement>): VerifyFinding[] {
    const wrong = block.flatMap((said, at) => {
      const earlier = block.slice(Math.max(0, at - 6), at);
      const sentence = sentenceOf(said, earlier);
      if (sentence.some((one) => contradicted.has(one))) return [];
      return saysMultiple(said, block[at - 1]) || saysMargin(said, sentence) ? this.#wrong(said, earlier) : [];
    });
    this.#learn(block);
    return wrong;
  }

  #wrong(said: Statement, earlier: readonly Statement[]): VerifyFinding[] {
    const sentence = sentenceOf(said, earlier);
    const isMargin = saysMargin(said, sentence);
    const measured =
      sentence.findLast(({ before }) => MEASURED_BEFORE.test(before)) ??
      sentence.findLast(({ quantity, figure, change }) => quantity && !figure.limit && !change);
    // In a table the goal stands in the same row.
    const isGoal = (one: Statement) =>
      said.column === undefined ? NAMES_GOAL.test(one.before) : one.figure.limit || GOAL_COLUMN.test(one.label);
    const stated = sentence.filter(
      (one) => one !== measured && !isRelative(one) && isGoal(one) && !MARGIN_BEHIND.test(one.rest),
    );
    if (said.column !== undefined && stated.length === 0) return [];
    const before = measured || stated.length > 0 ? undefined : this.#saidBefore(said, earlier);
    // "초당 메시지는 790건으로, 목표 1,000건의 79%": of a figure that k6 may not know.
    const [beside, ...others] = sentence.filter((one) => !stated.includes(one) && !one.change && !isRelative(one));
    const isStated = BEHIND_STATED.test(said.before) && stated.length === 1;
    const sole = isStated && others.length === 0 ? beside : undefined;
    const own = measured
      ? [measured.figure]
      : sole
        ? [sole.figure]
        : this.#measuredBy(said, before?.statistic ?? goalStatistic([...sentence, said]) ?? goalStatistic(earlier));
    if (isMargin) {
      const all = sentence.filter((one) => !stated.includes(one)).map(({ figure }) => figure);
      const known = stated.length > 0 ? stated : before ? [before.goal] : this.#goalsOf(said, measured, sentence);
      return wrongMargin(
        said,
        [...own, ...all],
        known.map(({ figure }) => figure),
      );
    }
    const unit = own[0]?.unit;
    const goals = (stated.length > 0 ? stated : before ? [before.goal] : this.#goalsOf(said, measured, sentence))
      .map(({ figure }) => figure)
      .filter((figure) => figure.unit === unit && figure.value > 0);
    const ratios = own.flatMap(({ value }) => goals.map((goal) => multiple(value, goal)));
    const [from, to, ratio] = [goals[0], own[0], ratios[0]];
    if (!from || !to || ratio === undefined) return [];
    const rounding = 0.01 + to.precision / to.value;
    if (isOneOf(ratios, said.figure, rounding)) return [];
    return [
      { id: 'change', kind: 'wrong', line: said.line, said: said.figure.text, from: from.text, to: to.text, ratio },
    ];
  }

  /** What k6 says of the statistic that the sentence names. */
  #measuredBy({ before, runs, part, certain }: Statement, known: Statistic | undefined): Figure[] {
    const [run, ...others] = runs;
    const named = termsIn(before).flatMap(({ name }) => (isStatistic(name) ? [name] : []));
    const statistic = named.length === 0 ? known : named[0];
    if (!run || others.length > 0 || !certain || named.length > 1 || !statistic) return [];
    return k6Values(run, part, { kind: 'time', measure: 'response', statistic }).map(
      ({ value, precision }): Figure => ({
        start: 0,
        end: 0,
        text: `${value}ms`,
        unit: 'time',
        value,
        precision,
        about: false,
        decade: false,
        limit: false,
        perSecond: false,
        decimals: false,
      }),
    );
  }

  /** Goals that tables gave to the same quantity of the same part. */
  #goalsOf(said: Statement, measured: Statement | undefined, sentence: readonly Statement[]): readonly Goal[] {
    const statistic = goalStatistic([said]) ?? goalStatistic([...sentence, said]);
    const quantity: Quantity | undefined =
      measured?.quantity ?? (statistic ? { kind: 'time', measure: 'response', statistic } : undefined);
    if (!quantity) return [];
    const part = (measured ?? said).part?.name;
    return this.#goals.filter((goal) => goal.part === part && quantityKey(goal.quantity) === quantityKey(quantity));
  }
}

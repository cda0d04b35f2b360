import type { KnownRun } from './known-run.ts';
import type { PhaseName } from './phase-names.ts';

/** Kinds of load tests. */
const KIND = /smoke|load|stress|spike|soak|스모크|부하|스트레스|스파이크|내구/g;
/** "적용 전후", "개선 전/후": of both runs. */
export const BOTH_PHASES = /전 ?[/·&,~]? ?후/;
/** Longer texts are no labels. */
const LONGEST = 24;
const NUMBERING = /^\s*(?:\d+(?:[.-]\d+)*[.)]|\(\d+\)|[①-⑳])\s*/;

const BEFORE =
  /(?:^|[\s\-_.(/])(?:before|old|as-?is|baseline|prev(?:ious)?)(?=$|[\s\-_.)/:：])|(?:^|[가-힣\s(])(?:전|이전|기존)(?=$|[\s):：])/i;
const AFTER =
  /(?:^|[\s\-_.(/])(?:after|new|to-?be|improved|optimi[sz]ed|tuned)(?=$|[\s\-_.)/:：])|(?:^|[가-힣\s(])(?:후|이후)(?=$|[\s):：])/i;
const LEVEL =
  /^(?:VUs?|users?|가상 ?(?:사용자|유저)|동시 ?(?:접속 ?)?(?:사용자|접속자|접속))\s?[:=]?\s?([\d,]+)\s?(?:명|VUs?|users?)?$|^([\d,]+)\s?(?:명|인|VUs?|users?|virtual users)$/i;

/** A number of users within a text: "50명에서는", "VU 10 → VU 100", "with 100 users". */
const LEVEL_IN_TEXT =
  /(?<![\p{Script=Latin}\d])(?:VUs?|users?|가상 ?(?:사용자|유저)|동시 ?(?:접속 ?)?(?:사용자|접속자|접속)|사용자|유저|접속자)(?: ?수)?[은는이가를을]?\s?[:=]?\s?(\d[\d,]*)(?:명|VUs?|users?)?(?![\d.,]*\d|\s?(?:%|배|ms|초|건|번|개|s(?![a-z])))|(?<![\d.,])(\d[\d,]*)\s?(?:명|VUs?|(?:virtual |concurrent )?(?:users?|clients?))(?![a-z])/giu;
/** People who are no load: "참석 10명", "팀원 50명". */
const PEOPLE_BEFORE = /(?:참석|참가|담당|팀원|인원|직원|개발자|심사위원|응답자|설문)(?:자)?[은는이가]?\s?(?:총 ?)?$/;

/** The same within a sentence. */
const PHASE =
  /(?:개선|적용|변경|도입|최적화|튜닝|수정|조치|전환|교체) ?(?:하기 )?이?(전|후)(?=에|은|는|의|과|와|으로|보다|까지|[\s,.():：]|$)/g;

const AS_IS = /(?<![\p{L}\d])(?:(AS[- ]?IS)|(TO[- ]?BE))(?![\p{Script=Latin}\d])/gu;
/** "before the change", "16 after it", "better than before", "is now 95 ms". */
const ENGLISH_PHASE =
  /(?<![a-z])(?:(before)(?= (?:the |this |our )?(?:change|fix|index|migration|upgrade|tuning|optimi[sz]ation|patch|refactor|release|deploy|cache|it|that)(?![a-z])|[.,;)]|$)|(after)(?= (?:the |this |our )?(?:change|fix|index|migration|upgrade|tuning|optimi[sz]ation|patch|refactor|release|deploy|cache|it|that)(?![a-z]))|((?:is|are|takes?|needs?|handles?|serves?) now|now (?:is|are|takes?|needs?|handles?|serves?)))(?![a-z])/gi;

/** "1차의 p95는", "2차 테스트": a round, and nothing that has a number as well ("1차 캐시"). */
const ROUND =
  /(?<![\d.,])(\d{1,2}) ?(?:분기|차(?!이)|회차|번째(?= ?(?:테스트|시험|실행|측정)))(?= ?(?:테스트|시험|실행|측정|부하|결과|대비|때|에서|처리량|TPS|RPS|p\d|평균|중앙|최대|최소|응답|에러|실패|요청|총)|[은는의와과이가도만에]|보다|로 |\s*(?:[→(),.:：|*]|->|$))/gi;

/** Runs of quarters: `2025-q1`. */
const QUARTER = /(?:q|quarter|분기)[\s_.-]*0?[1-4]$/i;

const namesOf = ({ name, aliases }: KnownRun) => [name, ...aliases];

/** Sizes of the same thing in names of runs, and what reports call it: `pool-10` as "풀 10개". */
const SIZES: Readonly<Record<string, string>> = {
  pool: '풀|커넥션',
  conn: '커넥션',
  thread: '스레드',
  threads: '스레드',
  batch: '배치',
  chunk: '청크',
  worker: '워커',
  workers: '워커',
  pod: '파드',
  pods: '파드',
  replica: '레플리카|파드|인스턴스',
  replicas: '레플리카|파드|인스턴스',
  instance: '인스턴스',
  core: '코어',
  partition: '파티션',
  partitions: '파티션',
};

/** Those that exactly one run has. */
function single(found: ReadonlyMap<string, ReadonlySet<KnownRun>>): Map<string, KnownRun> {
  return new Map(
    [...found].flatMap(([key, own]): [string, KnownRun][] => {
      const [run] = own;
      return run && own.size === 1 ? [[key, run]] : [];
    }),
  );
}

function byKey(runs: readonly KnownRun[], keysOf: (run: KnownRun) => readonly string[]): Map<string, KnownRun> {
  const found = new Map<string, Set<KnownRun>>();
  for (const run of runs) for (const key of keysOf(run)) found.set(key, (found.get(key) ?? new Set()).add(run));
  const own = single(found);
  return own.size > 1 ? own : new Map();
}

const MOST_ROUNDS = 20;
const LONGEST_NAME = 60;

/** The kinds of load that a run is called after. */
const kindsOf = (run: KnownRun) => [...namesOf(run).join(' ').toLowerCase().matchAll(KIND)].map(([kind]) => kind);

/** Before or after a change, where a run is called so. */
function phasesOf(run: KnownRun): string[] {
  const is = (pattern: RegExp) => namesOf(run).some((name) => pattern.test(name));
  const [before, after] = [is(BEFORE), is(AFTER)];
  if (before === after) return [];
  return before ? ['before'] : ['after'];
}

function levelOf({ output }: KnownRun): string[] {
  const values = output.measured.metrics.find(({ name }) => name === 'vus_max')?.values;
  const most = values?.max ?? values?.value;
  return most === undefined ? [] : [String(most)];
}

/** Rounds of the same test by the numbers that their names end with: `r1`, `r2`; "order-v1". None where some are missing. */
function roundsOf(runs: readonly KnownRun[]): ReadonlyMap<string, KnownRun> {
  const found = new Map<string, Map<string, KnownRun>>();
  for (const run of runs.length > MOST_ROUNDS ? [] : runs) {
    for (const name of new Set(namesOf(run).filter(({ length }) => length <= LONGEST_NAME))) {
      const [, word, number, end] = name.toLowerCase().match(/^(.*?)[\s_.-]*0*(\d{1,2})(\D*)$/) ?? [];
      if (word === undefined || number === undefined) continue;
      const own = found.get(`${word}|${end}`) ?? new Map<string, KnownRun>();
      found.set(`${word}|${end}`, own.set(number, run));
    }
  }
  const whole = [...found.values()].find(
    (own) => own.size === runs.length && runs.every((_, at) => own.has(String(at + 1))),
  );
  return whole && new Set(whole.values()).size > 1 ? whole : new Map();
}

/** Runs by a size after which they are called, and where a text names one. */
interface Sizes {
  readonly pattern: RegExp;
  readonly runs: ReadonlyMap<string, KnownRun>;
}

function sizesOf(runs: readonly KnownRun[]): Sizes | undefined {
  const numbers = byKey(runs, numbersOf);
  const named = [...numbers].map(([key, run]) => ({
    word: key.split(' ')[0] ?? '',
    number: key.split(' ')[1] ?? '',
    run,
  }));
  const [first] = named;
  const word = first && SIZES[first.word];
  if (!word || named.length < runs.length || named.some((one) => one.word !== first.word)) return undefined;
  const amount = '(\\d[\\d,]*) ?(?:개|대)?';
  return {
    runs: new Map(named.map(({ number, run }) => [number, run])),
    pattern: new RegExp(
      `(?:${word})(?: ?(?:풀|크기|사이즈|수|개수))*(?:[이가은는을를]|의)? ?${amount}(?![\\d.]|\\s?(?:ms|초|%|건|배))|(?<![\\d.,])(\\d[\\d,]*) ?(?:개|대)(?:일 ?때|에서는|에서|짜리)`,
      'giu',
    ),
  };
}

/** A word and a number after which a run is called: "풀 10". */
function numbersOf(run: KnownRun): string[] {
  return namesOf(run).flatMap((name) => {
    const [, word, number] = name.match(/^(\p{L}+)[\s_:=-]*(\d[\d,]*)(?!\p{N})/u) ?? [];
    return word === undefined || number === undefined ? [] : [`${word.toLowerCase()} ${number.replaceAll(',', '')}`];
  });
}

/**
 * Runs that a label tells apart by something else than their names: the kind of their load ("Stress"), before or after a
 * change ("개선 후"), their number of users ("VU 50명"). In a longer text such words name none.
 */
export class RunLabels {
  readonly #kinds: ReadonlyMap<string, KnownRun>;
  readonly #phases: ReadonlyMap<string, KnownRun>;
  readonly #levels: ReadonlyMap<string, KnownRun>;
  readonly #numbered: ReadonlyMap<string, KnownRun>;
  readonly #rounds: ReadonlyMap<string, KnownRun>;
  readonly #sizes: Sizes | undefined;
  readonly #isQuarterly: boolean;

  /** `phases`: those that the document itself gives. */
  constructor(runs: readonly KnownRun[], phases: readonly PhaseName<KnownRun>[]) {
    this.#kinds = byKey(runs, kindsOf);
    const given = new Map(phases.map(({ run, phase }) => [run, phase]));
    this.#rounds = roundsOf(runs);
    this.#isQuarterly = runs.every((run) => namesOf(run).some((name) => QUARTER.test(name)));
    this.#sizes = sizesOf(runs);
    const named = byKey(runs, (run) => (given.size > 1 ? [given.get(run) ?? []].flat() : phasesOf(run)));
    // Of two versions the first is that before the change.
    const [before, after] = runs.length === 2 ? [this.#rounds.get('1'), this.#rounds.get('2')] : [];
    this.#phases = named.size > 0 || !before || !after ? named : new Map(Object.entries({ before, after }));
    this.#levels = byKey(runs, levelOf);
    this.#numbered = byKey(runs, numbersOf);
  }

  /** The run that a label names, if it names one so. */
  of(label: string): KnownRun | undefined {
    if (label.length > LONGEST) return undefined;
    const text = label.replace(NUMBERING, '').replaceAll(/[*_`]/g, '').trim();
    return this.#kinds.get(text.toLowerCase()) ?? this.#phase(text) ?? this.#level(text) ?? this.#number(text);
  }

  /** Where a text speaks of the run before or after the change: "p99는 개선 전 1.9s에서". */
  *phasesIn(text: string): Generator<{ readonly run: KnownRun; readonly start: number; readonly end: number }> {
    if (this.#phases.size < 2) return;
    for (const { 0: phase, 1: side, index } of text.matchAll(PHASE)) {
      const run = this.#phases.get(side === '전' ? 'before' : 'after');
      if (run) yield { run, start: index, end: index + phase.length };
    }
    for (const { 0: phase, 1: before, index } of text.matchAll(AS_IS)) {
      const run = this.#phases.get(before === undefined ? 'after' : 'before');
      if (run) yield { run, start: index, end: index + phase.length };
    }
    for (const { 0: phase, 1: before, index } of text.matchAll(ENGLISH_PHASE)) {
      const run = this.#phases.get(before === undefined ? 'after' : 'before');
      if (run) yield { run, start: index, end: index + phase.length };
    }
  }

  /** Where a text speaks of the run with so many users, if their numbers tell the runs apart: "50명에서는 초당 220건". */
  *levelsIn(text: string): Generator<{ readonly run: KnownRun; readonly start: number; readonly end: number }> {
    if (this.#levels.size < 2 || !/\d/.test(text)) return;
    for (const { 0: level, 1: behind, 2: before, index } of text.matchAll(LEVEL_IN_TEXT)) {
      const run = this.#levels.get((behind ?? before ?? '').replaceAll(',', ''));
      if (run && !PEOPLE_BEFORE.test(text.slice(Math.max(0, index - 12), index))) {
        yield { run, start: index, end: index + level.length };
      }
    }
  }

  /** Where a text speaks of the size that a run is called after: "풀을 20개로 늘렸더니", "40개일 때는". */
  *sizesIn(text: string): Generator<{ readonly run: KnownRun; readonly start: number; readonly end: number }> {
    if (this.#sizes === undefined) return;
    for (const { 0: size, 1: named, 2: alone, index } of text.matchAll(this.#sizes.pattern)) {
      const run = this.#sizes.runs.get((named ?? alone ?? '').replaceAll(',', ''));
      if (run) yield { run, start: index, end: index + size.length };
    }
  }

  /** Where a text speaks of a round: "2차의 처리량은 1차의 1.5배". */
  *roundsIn(text: string): Generator<{ readonly run: KnownRun; readonly start: number; readonly end: number }> {
    if (this.#rounds.size < 2 || !/\d ?[차회번분]/.test(text)) return;
    for (const { 0: round, 1: number = '', index } of text.matchAll(ROUND)) {
      const run = /분기/.test(round) && !this.#isQuarterly ? undefined : this.#rounds.get(number);
      if (run) yield { run, start: index, end: index + round.length };
    }
  }

  #phase(text: string): KnownRun | undefined {
    // "적용 전후" is neither.
    if (this.#phases.size < 2 || BOTH_PHASES.test(text)) return undefined;
    const [before, after] = [BEFORE.test(text), AFTER.test(text)];
    return before === after ? undefined : this.#phases.get(before ? 'before' : 'after');
  }

  /** "풀 크기 10", as a column "풀 크기" and its cell "10" make it, of a run that is called "풀 10". */
  #number(text: string): KnownRun | undefined {
    const [, word = '', number = ''] = text.match(/^(\p{L}+)\P{N}*?(\d[\d,]*)$/u) ?? [];
    return this.#numbered.get(`${word.toLowerCase()} ${number.replaceAll(',', '')}`);
  }

  #level(text: string): KnownRun | undefined {
    const [, first, second] = text.match(LEVEL) ?? [];
    const level = first ?? second;
    return level === undefined ? undefined : this.#levels.get(level.replaceAll(',', ''));
  }
}

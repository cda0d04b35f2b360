import { saidAlone } from './log-lead.ts';

/**
 * How browsers translate the few words of k6 by which its text is read, as a page of a CI is shown to who reads another
 * language. Names of metrics, marks and figures stay as they are.
 */

/** The words of one language in k6's sentence about crossed thresholds, as regular expressions. */
interface Sentence {
  readonly threshold: string;
  readonly crossed: string;
  /** What may stand around them. */
  readonly others: string;
}

const SENTENCES: readonly Sentence[] = [
  {
    threshold: '임계 ?[값치]',
    crossed: '(?:초과|위반|넘었|넘어섰|넘어)(?![하되]지|[하되]면|할|될)[가-힣]{0,6}',
    others: '메트릭|지표|에 대한|일부|오류|[이가을를의]',
  },
  {
    threshold: 'しきい値|閾値|スレッショルド',
    crossed: '(?:(?:超え|越え)(?:られ)?|(?:超過|突破|違反|交差|クロス)(?:し|され)?)(?:ました|ています|ている|た)?',
    others: 'メトリック|メトリクス|指標|エラー|に対する|に関する|いくつか|一部|[のがをはにで]',
  },
  {
    threshold: '[阈閾]值|[门門]槛值?|[门門]檻值?|[临臨]界值',
    crossed: '(?:已[经經]?|被|均)*(?:超[过過出越]|突破|[越跨][过過越]|[违違]反|[触觸][发發]|穿越|交叉)了?',
    others: '指[标標]|度量|某些|一些|部分|[错錯][误誤]|[上的对對在有已]',
  },
  {
    threshold: 'schwellen(?:werte?)?|grenzwerte?',
    crossed: 'überschritten|verletzt',
    others: 'für|bei|den|die|der|metrik(?:en)?|wurden?|worden|sind|einige',
  },
  {
    threshold: 'umbral(?:es)?',
    crossed: '(?:superad|cruzad|sobrepasad|excedid|rebasad)[oa]s?',
    others: 'los|las|el|la|en|de|del|se|han|ha|sido|métricas?|algunos',
  },
  {
    threshold: 'seuils?',
    crossed: '(?:dépassé|franchi)s?',
    others: 'les|le|des|du|de|la|sur|pour|métriques?|ont|a|été|certains',
  },
  {
    threshold: 'limites?|limiares?',
    crossed: '(?:ultrapassad|excedid|cruzad)[oa]s?',
    others: 'os|as|o|a|nas|na|das|da|em|métricas?|foram|foi|alguns',
  },
  {
    threshold: 'порог(?:и|овые значения)?',
    crossed: '(?:превышен|пересечен|нарушен)ы?',
    others: 'для|по|метрик[иа]?|были|был|некоторые',
  },
];

const MAY_TELL = new RegExp(SENTENCES.map(({ threshold }) => threshold).join('|'), 'iu');

/** True for a line that has a word for thresholds in another language than k6's. */
export const mayTellTranslated = (content: string): boolean => MAY_TELL.test(content);

const ALL = SENTENCES.map(({ threshold, crossed, others }) => ({
  parts: [threshold, crossed].map((words) => new RegExp(words, 'iu')),
  // Words with blanks between them or, where a language has none, next to each other.
  whole: saidAlone(`(?:${threshold}|${crossed}|${others}|[\\s\\p{P}\x60])*`),
}));

/** True for a line that is k6's sentence but for the names, which were taken out. */
export const isCrossedSentence = (words: string): boolean =>
  ALL.some(({ parts, whole }) => parts.every((part) => part.test(words)) && whole.test(words));

const either = (...names: readonly string[]) => names.join('|');

/** The titles of k6's sections, and the kinds of its parts. */
const TITLES: readonly (readonly [words: RegExp, title: string])[] = [
  [
    new RegExp(
      `^(?:${either('임계 ?[값치]', 'しきい値|閾値|スレッショルド', '[阈閾]值|[门門]槛|[门門]檻|[临臨]界值')}|${either('schwellen(?:werte?)?|grenzwerte?', 'umbrales', 'seuils', 'limites|limiares', 'пороги|пороговые значения')})$`,
      'iu',
    ),
    'THRESHOLDS',
  ],
  [
    new RegExp(
      `^(?:${either('(?:총|전체|종합|최종) ?결과', '(?:合計|総合|総|全体|トータル)(?:の)?結果', '[总總](?:[体體]|[计計])?[结結]果|合[计計][结結]果|全部[结結]果')}|${either('gesamtergebnisse?', 'resultados totales', 'résultats totaux', 'resultados totais', 'общие результаты|итоговые результаты')})$`,
      'iu',
    ),
    'TOTAL RESULTS',
  ],
];

const KINDS: readonly (readonly [words: RegExp, kind: string])[] = [
  [/^(?:시나리오|シナリオ|[场場]景|情境|szenario|escenario|scénario|cenário|сценарий) ?[:：] */iu, 'SCENARIO: '],
  [/^(?:그룹|グループ|[组組]|群[组組]|gruppe|grupo|groupe|группа) ?[:：] */iu, 'GROUP: '],
];

/** A title behind its sign in k6's words; as it is where it is none of k6's. */
export function titleInEnglish(title: string): string {
  const whole = TITLES.find(([words]) => words.test(title))?.[1];
  if (whole !== undefined) return whole;
  const [words, kind = ''] = KINDS.find(([one]) => one.test(title)) ?? [];
  return words ? title.replace(words, kind) : title;
}

const STATISTICS: readonly (readonly [words: RegExp, statistic: string])[] = [
  [/^(?:평균|平均[值値]?|durchschnitt|promedio|moyenne|média|среднее)$/iu, 'avg'],
  [/^(?:최소[값치]?|最小[值値]?|mín|мин)$/iu, 'min'],
  [/^(?:중앙[값치]|중간[값치]?|中央[值値]?|中位[数數值]?|中[值値]|mediana?|médiane)$/iu, 'med'],
  [/^(?:최대[값치]?|最大[值値]?|máx|макс)$/iu, 'max'],
];

/** A statistic as k6 calls it; as it is where it is none of k6's. */
export const statisticInEnglish = (name: string): string =>
  /^[a-z]+(?:\([\d.]+\))?$/.test(name) ? name : (STATISTICS.find(([words]) => words.test(name))?.[1] ?? name);

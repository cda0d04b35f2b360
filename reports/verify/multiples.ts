import type { Statistic, VerifyFinding } from '../model/verify.ts';
import { duration } from '../text/format.ts';
import { isOneOf } from './changes.ts';
import { k6Values } from './k6-values.ts';
import type { Statement } from './statement.ts';
import { termsIn } from './vocabulary.ts';
import { isStatistic } from './words.ts';

/** What stands between a statistic and the multiple of it: "평균의 12배", "평균 응답 시간의 약 12배". */
const OF_IT = /^(?: ?응답 ?(?:시간|속도))?의 ?(?:약 |무려 |거의 )?$/;
/** "12 times the mean". */
const TIMES = /^ (?:times )?the $/;
/** By what share a multiple of two figures of k6 may be off, beside its own last place. */
const ROUNDING = 0.02;

/** The statistic of which a figure is a multiple. */
function baseOf({ before, rest, figure }: Statement) {
  if (figure.unit !== 'factor' || figure.limit) return undefined;
  const last = termsIn(before).at(-1);
  if (last && isStatistic(last.name) && OF_IT.test(before.slice(last.end))) return last.name;
  const next = termsIn(rest.slice(0, 40))[0];
  return next && isStatistic(next.name) && TIMES.test(rest.slice(0, next.start)) ? next.name : undefined;
}

/** "최대 응답 시간은 평균의 12배": of two statistics of which the sentence gives no figure. */
function wrongRatio(said: Statement, base: Statistic): VerifyFinding[] {
  const [run, ...others] = said.runs;
  const [of, ...more] = termsIn(said.before).filter(({ name }) => isStatistic(name) && name !== base);
  if (!run || others.length > 0 || !said.certain || !of || more.length > 0 || !isStatistic(of.name)) return [];
  const timesOf = (statistic: Statistic) =>
    k6Values(run, said.part, { kind: 'time', measure: 'response', statistic }).filter(({ value }) => value > 0);
  const [upper, lower] = [timesOf(of.name), timesOf(base)];
  const ratios = upper.flatMap(({ value }) => lower.map((one) => value / one.value));
  const [ratio] = ratios;
  if (ratio === undefined || isOneOf(ratios, said.figure, ROUNDING)) return [];
  const [from, to] = [lower[0]?.value ?? 0, upper[0]?.value ?? 0];
  const { figure, line } = said;
  return [{ id: 'change', kind: 'wrong', line, said: figure.text, from: duration(from), to: duration(to), ratio }];
}

/** "가장 느린 요청은 877ms로 평균의 12배": multiples of another statistic of the same run that are not those of k6. */
export function wrongMultiples(statements: readonly Statement[]): VerifyFinding[] {
  return statements.flatMap((said, at): VerifyFinding[] => {
    const statistic = baseOf(said);
    const of = statements[at - 1];
    if (statistic && of?.sentence !== said.sentence) return wrongRatio(said, statistic);
    const [run, ...others] = of?.runs ?? [];
    if (!statistic || !of || !run || others.length > 0 || !of.certain || of.change || of.figure.limit) return [];
    if (of.quantity?.kind !== 'time' || of.figure.unit !== 'time') return [];
    const bases = k6Values(run, of.part, { ...of.quantity, statistic }).filter(({ value }) => value > 0);
    const [base] = bases;
    const ratios = bases.map(({ value }) => of.figure.value / value);
    if (!base || isOneOf(ratios, said.figure, ROUNDING)) return [];
    const [ratio = 0] = ratios;
    const { figure, line } = said;
    return [
      { id: 'change', kind: 'wrong', line, said: figure.text, from: duration(base.value), to: of.figure.text, ratio },
    ];
  });
}

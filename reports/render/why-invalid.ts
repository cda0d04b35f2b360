import { weightOf } from '../analyse/gate/precedence.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { MOST_REASON, oneLine } from '../text/markdown-text.ts';
import { gateWords, reasonText } from '../words/gate.ts';
import type { Language } from '../words/language.ts';
import { gateWhat } from './gate-what.ts';

/** Failures that no figure and no warning shows: k6's own end, exceptions over answers, and since when nobody answered. */
const UNSHOWN: ReadonlySet<string> = new Set(['k6-exit', 'told-end', 'exception', 'target-lost']);

/** Why a run is no measurement, tested nothing, or failed though no figure shows it: what its first broken check says, as plain text. */
export function whyInvalid(run: AnalysedRun, language: Language): string[] {
  const { verdict } = run;
  const isWhy = (one: GateRow) =>
    verdict.kind === 'invalid'
      ? weightOf(one) === 'invalid'
      : verdict.kind === 'slo-fail' && weightOf(one) === 'slo-fail' && UNSHOWN.has(one.reason?.kind ?? '');
  const row = verdict.rows.find(isWhy) ?? verdict.rows.find(({ reason }) => reason?.kind === 'nothing-sent');
  const what = row && gateWhat(row, run, language);
  const reason = row && reasonText(gateWords(language), row);
  return reason === undefined ? [] : [oneLine(`${what}: ${reason}`, MOST_REASON)];
}

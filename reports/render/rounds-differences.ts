import type { AnalysedRun } from '../model/analysed.ts';
import type { Comparison, Difference } from '../model/rounds.ts';
import { plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { roundsWords } from '../words/rounds.ts';
import { bodyWords } from './body-text.ts';
import { loadText } from './run-shown.ts';

/** Loads that differ, in words; what differs in no word as it was given. */
function loadValues(values: Difference['values'], rounds: readonly (readonly AnalysedRun[])[], language: Language) {
  const both = bodyWords(language);
  const texts = rounds.map((runs) => [...new Set(runs.flatMap((run) => loadText(run, both) ?? []))]);
  return new Set(texts.map((own) => JSON.stringify(own))).size > 1
    ? texts
    : values.map((own) => own.map((value) => plain(value)));
}

/** `rounds`: the runs of each. */
export function differenceText(
  { what, values }: Difference,
  rounds: readonly (readonly AnalysedRun[])[],
  language: Language,
): string {
  const words = roundsWords(language);
  const name = typeof what === 'string' ? words.conditions[what] : plain(what.fact);
  return words.difference(
    name,
    (what === 'profile'
      ? loadValues(values, rounds, language)
      : values.map((own) => own.map((value) => plain(value)))
    ).map((own) => (own.length === 0 ? words.missing : own.join(', '))),
  );
}

/** What must not differ between the rounds of a comparison and does. */
export const differencesText = ({ rounds, differences }: Comparison, language: Language): string[] =>
  differences.map((one) =>
    differenceText(
      one,
      rounds.map(({ runs }) => runs),
      language,
    ),
  );

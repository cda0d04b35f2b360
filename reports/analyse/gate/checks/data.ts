import type { Finding } from '../../../model/finding.ts';
import { FINDINGS } from '../../../model/findings.ts';
import { type Check, row } from '../judged.ts';

/** Findings after which nobody knows what was judged: of which run, by which plan, of which API. */
const unsettles = ({ id, severity }: Finding): boolean => FINDINGS[id].about === 'input' && severity === 'critical';

/** What was given fits together, and the figures do not rest on samples that break off in the middle. */
export const data: Check = ({ run: { sources = [], measured }, findings }) => {
  const unsettling = findings.filter(unsettles).map(({ id }) => id);
  if (unsettling.length > 0) {
    const reason = { kind: 'unsettled', findings: [...new Set(unsettling)] } as const;
    return [row('data', { outcome: 'invalid', unit: 'plain', reason })];
  }
  const cut = sources.find(({ cutOff }) => cutOff);
  // k6's own summary beside it is of the whole run.
  if (cut && sources.every(({ format }) => format === 'csv' || format === 'ndjson')) {
    return [row('data', { outcome: 'invalid', unit: 'plain', reason: { kind: 'cut-off', file: cut.file } })];
  }
  const unread = sources.flatMap(({ file, unread: lines = [] }) => lines.map((one) => ({ file, ...one })));
  const goals = unread.filter(({ isGoal }) => isGoal);
  const hidesGoal = goals.length > 0;
  const lines = (hidesGoal ? goals : unread).map(({ file, line, text }) => ({ file, line, text }));
  return [
    row('data', {
      // A goal that nobody can read may have been missed; where another one was, that is what counts.
      outcome: hidesGoal && measured.thresholds.every(({ passed }) => passed) ? 'invalid' : 'pass',
      unit: 'plain',
      ...(lines.length > 0 && { reason: { kind: 'unread', hidesGoal, lines } }),
    }),
  ];
};

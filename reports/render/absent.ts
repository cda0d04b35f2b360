import type { Scope } from '../model/measurement.ts';
import type { ReportWords } from '../words/report.ts';

/** What stands for a figure that is not there: none where nothing was sent, unknown where the output does not hold it. */
export const absentText = (
  { requests }: Pick<Scope, 'requests'>,
  { missing, unknown }: Pick<ReportWords, 'missing' | 'unknown'>,
): string => (requests === 0 ? missing : unknown);

/** The same of a whole run, which without a count of requests sent none. */
export const absentOfRun = ({ requests = 0 }: Pick<Scope, 'requests'>, words: ReportWords): string =>
  absentText({ requests }, words);

import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding, FindingId } from '../model/finding.ts';

type Found<Id extends FindingId> = Extract<Finding, { id: Id }>;

/** The findings of a run that are of one kind. */
export const foundAll = <Id extends FindingId>({ findings }: Pick<AnalysedRun, 'findings'>, id: Id): Found<Id>[] =>
  findings.filter((finding): finding is Found<Id> => finding.id === id);

/** The first of them; undefined where there is none. */
export const found = <Id extends FindingId>(run: Pick<AnalysedRun, 'findings'>, id: Id): Found<Id> | undefined =>
  foundAll(run, id)[0];

import type { ApiId } from '../../options/apis.ts';
import type { Project } from '../../options/project.ts';
import type { Output } from '../model/output.ts';
import { inferApi } from './infer-api.ts';
import { isSameSamples } from './same-samples.ts';

/** Outputs of one run, and the API they are about. */
export interface OutputGroup {
  readonly api: ApiId | undefined;
  readonly outputs: readonly Output[];
}

/** Counts that differ by less are of one run: a copying mistake or a cut-off file, not another test. */
const SAME_RUN = 0.05;

function near(a: number | undefined, b: number | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  return Math.abs(a - b) <= SAME_RUN * Math.max(a, b);
}

/** Whether two outputs count about the same requests, or iterations where there is no HTTP. */
function countsAgree({ measured: { total: a } }: Output, { measured: { total: b } }: Output): boolean {
  return near(a.requests, b.requests) ?? near(a.iterations, b.iterations) ?? false;
}

const isSamples = ({ format }: Output) => format === 'csv' || format === 'ndjson';

/** Whether an output is a further one of a run: never in a format that the run has, and about the same thing. */
function belongs(output: Output, api: ApiId | undefined, group: OutputGroup): boolean {
  if (group.outputs.some(({ format }) => format === output.format)) return false;
  // Two runners of one test count alike.
  if (isSamples(output) && group.outputs.some((other) => isSamples(other) && !isSameSamples(other, output)))
    return false;
  // A document shows runs of one API, before and after a change, in whatever form was at hand.
  const isSameDocument = group.outputs.some(({ file }) => file === output.file);
  if (api !== undefined && group.api !== undefined && (api !== group.api || !isSameDocument)) return api === group.api;
  return group.outputs.some((other) => countsAgree(output, other));
}

/** What is known of outputs that are to be put together. */
export interface Grouping {
  /** The API that all of them are about. */
  readonly api?: ApiId | undefined;
  readonly project?: Project | undefined;
}

/**
 * Outputs put together into runs, in the order in which they came: different formats about the same API (or, where no
 * API is known, with about the same counts) are one run; two of the same format are two.
 */
export function groupOutputs(outputs: readonly Output[], known: Grouping = {}): OutputGroup[] {
  const groups: OutputGroup[] = [];
  /** How many groups have an output of a format. */
  const having = new Map<string, number>();
  for (const output of outputs) {
    const api = known.api ?? inferApi(output, known.project);
    // A long document has one format, and then none of its groups is looked at.
    const isOpen = (having.get(output.format) ?? 0) < groups.length;
    const at = isOpen ? groups.findIndex((group) => belongs(output, api, group)) : -1;
    const own = groups[at];
    if (own) groups[at] = { api: own.api ?? api, outputs: [...own.outputs, output] };
    else groups.push({ api, outputs: [output] });
    having.set(output.format, (having.get(output.format) ?? 0) + 1);
  }
  return groups;
}

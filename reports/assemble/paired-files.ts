import type { Output } from '../model/output.ts';
import { leastOf } from '../numbers/extremes.ts';

/** What was read of one file. */
export interface FileOutputs {
  /** Its name without folder and endings. */
  readonly name: string;
  readonly outputs: readonly Output[];
}

/** Words that say what kind of output a file is, not of which run. */
const KINDS =
  /^(?:summary|summaries|samples?|metrics?|results?|outputs?|out|export|raw|report|data|stdout|console|terminal|log|k6|json|ndjson|csv|txt)$/;

const wordsOf = (name: string): string[] =>
  name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !KINDS.test(word.toLowerCase()));

/** What is left of a file's name: `2026-05-01_balance-summary` and `balance.samples 2026-05-01` are one run. */
const stemOf = (name: string): string => wordsOf(name.toLowerCase()).toSorted().join(' ');

/** Which of several runs a file is: a number, a date, a time, `run3`, `2차`. */
const WHICH = /^(?:\d[\dtz]*|(?:run|test|try|round|no)\d+|\d+(?:st|nd|rd|th|차|회|회차))$/i;

/** What files of several runs have in common: `balance` of `balance-summary-2026-05-01`; empty where that is nothing. */
export const seriesOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !WHICH.test(word))
    .join('-');

/** What only outputs of one run share: all of their requests and iterations. */
function countsOf({ outputs }: FileOutputs): string | undefined {
  const [output, ...others] = outputs;
  const { requests, iterations } = output?.measured.total ?? {};
  return others.length > 0 || !requests || iterations === undefined ? undefined : `${requests} ${iterations}`;
}

const formatsOf = (files: readonly FileOutputs[]) =>
  files.flatMap(({ outputs }) => outputs.map(({ format }) => format));

/** True where no format comes twice, as it does not among the outputs of one run. */
const isOneRun = (files: readonly FileOutputs[]) => {
  const formats = formatsOf(files);
  return new Set(formats).size === formats.length;
};

function groupedBy(
  files: readonly FileOutputs[],
  key: (file: FileOutputs) => string | undefined,
): (readonly FileOutputs[])[] {
  const groups = new Map<string | FileOutputs, FileOutputs[]>();
  for (const file of files) {
    const name = key(file) ?? file;
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  // What would be two runs tells nothing about any of them.
  return [...groups.values()].flatMap((group) => (isOneRun(group) ? [group] : group.map((file) => [file])));
}

/**
 * Files that lie in one folder, those of one run together: their names differ in the kind of output only, or they count
 * the same requests and iterations to the last one.
 */
export function pairedFiles(files: readonly FileOutputs[]): Output[][] {
  const byName = groupedBy(files, ({ name }) => stemOf(name));
  const alone = byName.flatMap((group) => (group.length === 1 ? group : []));
  const others = byName.filter((group) => group.length > 1);
  const groups = [...others, ...groupedBy(alone, countsOf)];
  const place = (group: readonly FileOutputs[]) => leastOf(group.map((file) => files.indexOf(file)));
  return groups.toSorted((a, b) => place(a) - place(b)).map((group) => group.flatMap(({ outputs }) => [...outputs]));
}

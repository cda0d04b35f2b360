import type { GeneratorSecond } from '../model/generator.ts';
import { isComplete, k6ExitMeaning } from '../model/k6-exit.ts';
import type { RunRecord } from '../model/record.ts';

/** A sum of what is known; undefined where nothing is. */
function known(all: readonly (number | undefined)[]): number | undefined {
  const told = all.filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, one) => sum + one, 0);
}

/** How a run ended by how its runners did: one that did not come to its end counts first, then one that its script marked as failed. */
export function worstExit(all: readonly RunRecord['exit'][]): RunRecord['exit'] {
  const [first = { code: null, meaning: k6ExitMeaning(null) }] = all;
  return all.find(({ code }) => !isComplete(code)) ?? all.find(({ code }) => code !== 0) ?? first;
}

/** Exceptions of all runners; of what is told in words the first of each kind. */
export function exceptionsOfAll(all: readonly RunRecord['exceptions'][]): RunRecord['exceptions'] {
  const first = <Name extends 'first' | 'handleSummary' | 'teardown'>(name: Name) => {
    const text = all.find((one) => one[name] !== undefined)?.[name];
    return text === undefined ? {} : { [name]: text };
  };
  const over = all.flatMap(({ overAnswers }) => overAnswers ?? []);
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    ...first('first'),
    ...(over.length > 0 && {
      overAnswers: {
        notJson: over.reduce((sum, { notJson }) => sum + notJson, 0),
        lacking: over.reduce((sum, { lacking }) => sum + lacking, 0),
      },
    }),
    ...first('handleSummary'),
    ...first('teardown'),
  };
}

/** CPU and the waiting for it in each second, of processes that ran together on one machine: their sum. */
export function generatorOfAll(all: readonly (readonly GeneratorSecond[])[]): readonly GeneratorSecond[] {
  // One that ended early leaves the seconds of the others.
  const longest = all.reduce<readonly GeneratorSecond[]>((most, one) => (one.length > most.length ? one : most), []);
  return longest.map((second, at) => {
    const seconds = all.flatMap(({ [at]: own }) => own ?? []);
    return {
      ...second,
      cpuCores: seconds.reduce((sum, { cpuCores }) => sum + cpuCores, 0),
      runDelayMs: known(seconds.map(({ runDelayMs }) => runDelayMs)),
      // The quota of their group stops all of them together.
      throttledMs: seconds.find(({ throttledMs }) => throttledMs !== undefined)?.throttledMs,
    };
  });
}

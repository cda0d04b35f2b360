import type { Run } from '../model/run.ts';

/** What is worked out of a run once, for several rules ask. */
export function remembered<Value extends object>(workOut: (run: Run) => Value): (run: Run) => Value {
  const known = new WeakMap<Run, Value>();
  return (run) => {
    const found = known.get(run) ?? workOut(run);
    known.set(run, found);
    return found;
  };
}

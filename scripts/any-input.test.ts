import { describe, expect, test } from 'vitest';
import { emptyTally, tryKind } from '../testing/hostile-inputs.ts';
import { answering, kinds } from '../testing/hostile-kinds.ts';
import { serve } from '../testing/obtain-setup.ts';

// The rest, with what each try costs and a browser that opens the pages, is in `any-input.hostile.test.ts`.
const TIMES = 6;

describe('whatever an input holds, each command answers soundly', () => {
  test.each(kinds('').map(({ name }, at) => [name, at] as const))('%s', async (name, at) => {
    const kind = kinds(await serve(answering))[at];
    if (!kind) throw new Error(name);
    const tally = emptyTally();
    await tryKind(kind, TIMES, tally, () => {});
    expect(tally.tried).toBe(TIMES);
  });
});

import { describe, expect, test } from 'vitest';
import { growthOf, LINEAR } from '../../testing/growth.ts';
import { PIECES, PLACES } from '../../testing/hostile-texts.ts';
import { fixture } from '../../testing/k6-text.ts';
import { sourceOf } from '../../testing/reference-formats.ts';
import { readOutputs } from './read-outputs.ts';

const summary = await fixture('reference/get-balance.txt');

const read = (text: string) =>
  readOutputs(sourceOf(new TextEncoder().encode(text), 'x')).catch((fault: unknown) => {
    if (fault instanceof RangeError) throw fault;
  });

describe.each(Object.keys(PLACES))('in %s', (place) => {
  test.each(PIECES)('%j without end is read once', async (piece) => {
    const make = (length: number) => PLACES[place]?.(piece, length, summary) ?? '';
    expect(await growthOf(make, 20_000, read)).toBeLessThanOrEqual(LINEAR);
  });
});

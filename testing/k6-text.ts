/** For tests of reading k6's own text. */
import { readFile } from 'node:fs/promises';
import { BuhaError } from '../reports/model/error.ts';
import type { Measurement } from '../reports/model/measurement.ts';
import { parseText } from '../reports/parse/text.ts';

/** A recorded text. */
export const fixture = (path: string) => readFile(new URL(`../fixtures/runs/${path}`, import.meta.url), 'utf8');

/** What the one summary of a text says. */
export function ofText(text: string): Measurement {
  const [output, ...more] = parseText(text, 'x.txt');
  if (!output || more.length > 0) throw new Error(`${more.length + 1} summaries`);
  return output.measured;
}

export const valuesOf = ({ metrics }: Measurement, name: string) =>
  metrics.find((metric) => metric.name === name)?.values;

/** The error, without its stack. */
export function faultOf(text: string): unknown {
  try {
    return parseText(text, 'notes.md');
  } catch (fault) {
    return fault instanceof BuhaError ? { code: fault.code, facts: fault.facts } : fault;
  }
}

export const NONE = { code: 'no-k6-text', facts: { file: 'notes.md' } };

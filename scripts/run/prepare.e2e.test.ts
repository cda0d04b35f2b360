import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { errorText } from '../../reports/words/errors.ts';
import { k6Path, Workplace } from '../../testing/run-buha.ts';
import { NO_CONFIG } from '../config/load.ts';
import { findScripts } from './find-scripts.ts';
import { openHandOver } from './hand-over.ts';
import { inspect } from './prepare.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

test('a script that k6 never comes to an end with is given up, and said', async () => {
  const file = place.file('endless.js');
  writeFileSync(file, 'while (true) {}\nexport default function () {}');
  const handOver = await openHandOver(place.temporary);
  const [script] = await findScripts([file], handOver, NO_CONFIG, () => {});
  if (!script) throw new Error('no script');
  const { signal } = new AbortController();
  const redact = (text: string) => text;
  const began = performance.now();
  const fault = await inspect(script, k6Path(), {}, { redact, signal, limitMs: 1000 }).catch((thrown) => thrown);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(fault).toBeInstanceOf(BuhaError);
  expect(fault.code).toBe('script-hangs');
  expect(errorText(fault, 'en')).toMatch(/k6 could not read \S*endless\.js within 1s/);
  await handOver.remove();
});

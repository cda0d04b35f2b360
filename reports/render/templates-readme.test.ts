import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { levelsRun } from '../../testing/reference-seconds.ts';
import { analyse } from '../analyse/analyse.ts';
import { reportView } from './view.ts';

/** Every name of a field in a view, however deep. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
}

test('every field that a template may use is documented, and no other', () => {
  const readme = readFileSync(new URL('../../templates/README.md', import.meta.url), 'utf8');
  const tables = readme.slice(readme.indexOf('## The document'));
  const documented = new Set([...tables.matchAll(/`(\w+)(?:\[\])?`/g)].map(([, name]) => name));
  const responses = [
    { scenario: 'load_test', name: 'GET /', status: 500, errorCode: 1500, expected: false, count: 3 },
    { scenario: 'load_test', name: 'GET /', status: 409, errorCode: undefined, expected: true, count: 3 },
  ];
  const tags = { kind: { list: { requests: 3 } } };
  const vital = { name: 'browser_web_vital_lcp', kind: 'trend', values: { count: 1 } } as const;
  const runs = (['get-balance', 'place-order'] as const).map((api) => {
    const run = analysedReference(api, { targetInfo: { CPU: '8' } });
    const sources = [{ file: 'a.csv', line: 1, format: 'csv' as const, badLines: { count: 1, of: 200, firstLine: 7 } }];
    const serverMetrics = [{ name: 'cpu_percent', points: [[0, 20] as const] }];
    const runners = [{ file: 'a.csv', instanceId: '1', rows: 200, firstMs: 0, ranSetup: true }];
    const merge = { runners, testRun: 'peak', from: 'samples' as const, thresholds: undefined };
    const metrics = [...run.measured.metrics, vital];
    return { ...run, merge, sources, serverMetrics, measured: { ...run.measured, metrics, responses, tags } };
  });
  const staged = analyse(levelsRun([5, 10], 5, (level) => ({ perSec: level, responseMs: () => 5 })));
  const fields = new Set(fieldsOf(reportView([...runs, staged], { language: 'ko', notes: 'x' })));
  expect([...fields].filter((name) => !documented.has(name))).toEqual([]);
  expect([...documented].filter((name) => name !== undefined && !fields.has(name))).toEqual([]);
});

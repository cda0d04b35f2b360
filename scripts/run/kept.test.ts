import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../../testing/own-project.ts';
import { readSummary, recordedOptions } from './kept.ts';

const itself = (text: string) => text;

test('the record keeps no option that may hold a secret, and of the extensions only what buha wires', () => {
  const options = { tlsAuth: [{ key: 'k' }], cloud: { token: 't' }, vus: 1 };
  expect(recordedOptions({ ...options, ext: { loadimpact: { token: 't' } } }, PROJECT, itself)).toStrictEqual({
    vus: 1,
    scenarios: undefined,
  });
  const ext = { loadimpact: { token: 't' }, buha: { apis: ['get-product', 'place-order', 's3cret'], token: 't' } };
  expect(recordedOptions({ ...options, ext }, PROJECT, itself)).toStrictEqual({
    vus: 1,
    ext: { buha: { apis: ['get-product', 'place-order'] } },
    scenarios: undefined,
  });
});

describe('what is named alike without its secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'buha-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const redact = (text: string) => text.replaceAll(/tok-\d/g, '***');
  const fold = (text: string) => text.replaceAll(/sess-\d/g, '{id}');

  test('checks and groups are summed up, thresholds numbered, as in the record', async () => {
    const check = (name: string, passes: number, fails: number) => ({
      name,
      path: `::${name}`,
      id: 'tok-1',
      passes,
      fails,
    });
    const group = (name: string, passes: number) => ({
      name,
      path: `::${name}`,
      id: 'f00',
      groups: {},
      checks: { [`${name} ok`]: check(`${name} ok`, passes, 1), 'in all': check('in all', passes, 0) },
    });
    const file = join(folder, 'summary.json');
    const summary = {
      setup_data: { token: 'tok-1' },
      root_group: {
        name: '',
        path: '',
        id: 'd41',
        groups: { 'g sess-1': group('g sess-1', 2), 'g sess-2': group('g sess-2', 3) },
        checks: { 'tok-1 works': check('tok-1 works', 5, 1), 'tok-2 works': check('tok-2 works', 7, 2) },
      },
      metrics: {
        // k6 writes metrics in any order.
        'http_reqs{user:tok-2}': { count: 2, rate: 0.2, thresholds: { 'count>9': true } },
        'http_reqs{user:tok-1}': { count: 1, rate: 0.1, thresholds: { 'count>=0': false } },
      },
    };
    writeFileSync(file, JSON.stringify(summary));
    const told = JSON.parse((await readSummary(file, redact, fold)) ?? '') as typeof summary;
    expect(told).not.toHaveProperty('setup_data');
    expect(told.root_group).toEqual({
      name: '',
      path: '',
      id: 'd41',
      groups: {
        'g {id}': {
          name: 'g {id}',
          path: '::g {id}',
          id: 'f00',
          groups: {},
          checks: {
            'g {id} ok': { ...check('g {id} ok', 5, 2) },
            'in all': { ...check('in all', 5, 0) },
          },
        },
      },
      checks: { '*** works': check('*** works', 12, 3) },
    });
    const thresholds = { 'http_reqs{user:tok-1}': ['count>=0'], 'http_reqs{user:tok-2}': ['count>9'] };
    expect(told.metrics).toEqual({
      'http_reqs{user:***}': summary.metrics['http_reqs{user:tok-1}'],
      'http_reqs{user:*** 2}': summary.metrics['http_reqs{user:tok-2}'],
    });
    expect(recordedOptions({ thresholds }, PROJECT, redact).thresholds).toEqual({
      'http_reqs{user:***}': ['count>=0'],
      'http_reqs{user:*** 2}': ['count>9'],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { labelsOf, metricKind, PRESET_QUERIES, presetQueries, SERVER_PRESETS } from './server-presets.ts';

describe('queries of a preset', () => {
  test.each(SERVER_PRESETS)('%s: take labels where a selector is, and leave no place for them without', (preset) => {
    for (const { query } of presetQueries(preset, '')) expect(query).not.toMatch(/LABELS|\{\}|,\}/);
    const own = presetQueries(preset, 'app="shop"');
    for (const [at, { query }] of own.entries()) {
      const places = PRESET_QUERIES[preset][at]?.query.match(/LABELS/g)?.length;
      expect(query.match(/app="shop"/g)?.length).toBe(places);
      expect(places).toBeGreaterThan(0);
    }
  });

  test('have names of their own, which `name: query` can hold and which tell one thing wherever they stand', () => {
    for (const preset of SERVER_PRESETS) {
      const names = PRESET_QUERIES[preset].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { name, kind } of PRESET_QUERIES[preset]) {
        expect(name).toMatch(/^[a-z_]+$/);
        if (kind) expect(metricKind(name)).toEqual(kind);
      }
    }
  });
});

test.each([
  ['app="shop"', 'app="shop"'],
  ['app=shop, namespace!=test', 'app="shop",namespace!="test"'],
  ['pod=~"shop-.*,x"', 'pod=~"shop-.*,x"'],
  ['app="a\\"b"', 'app="a\\"b"'],
])('labels %s are %s', (text, labels) => {
  expect(labelsOf(text)).toBe(labels);
});

test.each(['', 'shop', 'app="shop"} or vector(1)', 'app=sh"op', '1a=b', 'app=', ','])('%s are no labels', (text) => {
  expect(labelsOf(text)).toBeUndefined();
});

test.each([
  ['hikari_pending{pool="main"}', 'connection-pool', 'waiting'],
  ['HikariPool pending', 'connection-pool', 'waiting'],
  ['커넥션 대기', 'connection-pool', 'waiting'],
  ['row lock waits', 'lock', 'waiting'],
  ['락 대기', 'lock', 'waiting'],
  ['cpu throttled', 'throttling', 'lost'],
  ['event loop lag', 'event-loop', 'delay'],
  ['worker queue', 'threads', 'waiting'],
])('%s tells of %s (%s)', (name, resource, measure) => {
  expect(metricKind(name)).toEqual({ resource, measure });
});

test.each(['cpu_ratio', 'connections', 'heap', 'locks', 'requests per sec', '재고'])('%s tells no lack', (name) => {
  expect(metricKind(name)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { bytesOf, sourceOf } from '../../testing/reference-formats.ts';
import { recordedAs } from '../../testing/wrong-input.ts';
import { BuhaError } from '../model/error.ts';
import { readOutputs } from './read-outputs.ts';

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The field that is named where a recorded summary, changed, is refused. */
async function fieldNamed(path: string, change: (json: Json, metrics: Json) => void): Promise<unknown> {
  const [recording] = recordedAs(new RegExp(`^${path.replaceAll('.', '\\.')}$`));
  if (!recording) throw new Error(`${path} is not recorded`);
  const json = JSON.parse(new TextDecoder().decode(bytesOf(recording))) as Json;
  change(json, isRecord(json.metrics) ? json.metrics : {});
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  const answer = await readOutputs(sourceOf(bytes, 'a.json')).catch((fault: unknown) => fault);
  if (!(answer instanceof BuhaError)) throw new Error('it was read');
  return 'field' in answer.facts ? answer.facts.field : answer.code;
}

const EXPORT = '2.2.0/quiet.summary-export.json';
const HANDLED = '2.2.0/quiet.handle-summary.json';
const MACHINE = '2.2.0/quiet.machine-readable.json';

test.each<[string, string, (json: Json, metrics: Json) => void, string]>([
  [
    'one metric of the other form',
    EXPORT,
    (_, metrics) => (metrics.vus = { values: { value: 1 } }),
    'metrics.vus.values',
  ],
  ['a metric of the other form', HANDLED, (_, metrics) => (metrics.vus = { value: 1 }), 'metrics.vus.type'],
  [
    'a spoilt metric, and no groups',
    EXPORT,
    (json, metrics) => {
      metrics.vus = { value: 'x' };
      delete json.root_group;
    },
    'metrics.vus.value',
  ],
  [
    'spoilt groups beside a spoilt metric',
    HANDLED,
    (json, metrics) => {
      metrics.vus = { type: 'gauge', values: { value: 'x' } };
      json.root_group = { groups: {}, checks: {} };
    },
    'metrics.vus.values.value',
  ],
  ['spoilt groups', HANDLED, (json) => (json.root_group = { groups: {}, checks: [] }), 'root_group.groups'],
  ['results that are none', MACHINE, (json) => (json.results = null), 'results'],
  ['results in a list', MACHINE, (json) => (json.results = []), 'results'],
  ['metrics that are none', EXPORT, (json) => (json.metrics = null), 'metrics'],
  [
    'nothing of it',
    EXPORT,
    (json) => {
      delete json.metrics;
      delete json.root_group;
    },
    'metrics',
  ],
])('%s: the field at fault is named', async (_, path, change, field) =>
  expect(await fieldNamed(path, change)).toBe(field),
);

import { expect, test } from 'vitest';
import { recordOf } from '../../testing/reference-runs.ts';
import { BuhaError } from '../model/error.ts';
import { parseRunRecord } from './run-record.ts';

const parse = (record: unknown) => parseRunRecord(JSON.stringify(record), 'run.json');

function faultOf(record: unknown): unknown {
  try {
    parse(record);
  } catch (fault) {
    return fault instanceof BuhaError ? { code: fault.code, facts: fault.facts } : fault;
  }
  return undefined;
}

const complete = recordOf('place-order', {
  target: { baseUrl: 'http://127.0.0.1:1', shop: { lock: 'distributed' } },
  targetInfo: { CPU: '4' },
  exit: { code: null, signal: 'SIGKILL', meaning: 'killed' },
  exceptions: { count: 2, first: 'TypeError' },
});

test('what buha run wrote comes back whole', () => {
  expect(parse(complete)).toStrictEqual(complete);
});

test('what may be missing may be missing', () => {
  const { profile: _, targetInfo: __, k6CpuSec: ___, machineCpuShare: ____, ...least } = complete;
  expect(parse(least)).toStrictEqual(least);
});

test.each([
  ['schemaVersion', { ...complete, schemaVersion: 2 }],
  ['name', { ...complete, name: undefined }],
  ['startedAt', { ...complete, startedAt: 'yesterday' }],
  // Without an offset nobody knows when that was.
  ['endedAt', { ...complete, endedAt: '2026-11-23T14:03:11' }],
  ['exit.code', { ...complete, exit: { code: '0', meaning: 'completed' } }],
  ['targetInfo.cores', { ...complete, targetInfo: { cores: 4 } }],
  ['profile.scale', { ...complete, profile: { name: 'seed' } }],
])('a record whose %s cannot be used is refused by that name', (field, record) => {
  expect(faultOf(record)).toStrictEqual({
    code: 'bad-run-record',
    facts: { file: 'run.json', detail: expect.stringMatching(new RegExp(`^${field.replace('.', '\\.')}(?:: \\S+)?$`)) },
  });
});

test('a record that was cut off is no JSON', () => {
  expect(() => parseRunRecord('{"schemaVersion": 1', 'run.json')).toThrow(BuhaError);
});

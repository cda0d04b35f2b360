import { expect, test } from 'vitest';
import { foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { withMeasured } from '../../testing/test-runs.ts';
import type { RunRecord } from '../model/record.ts';
import { isOnGenerator } from './same-machine.ts';

const run = foreignRun(referenceSummary('get-balance'));
const sentTo = (...hosts: readonly (string | undefined)[]) =>
  isOnGenerator(withMeasured(run, { hosts: hosts.map((host) => ({ host, requests: 10 })) }));

test('requests that all went to the loopback share the machine of the load generator', () => {
  expect([sentTo('127.0.0.1:8080'), sentTo('localhost:80', undefined), sentTo('[::1]:80')]).toStrictEqual([
    true,
    true,
    true,
  ]);
});

test('nothing is said of other hosts, and where no request tells one', () => {
  expect([sentTo('localhost', 'shop.example'), sentTo('10.0.0.1'), sentTo(undefined), sentTo()]).toStrictEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('where the script named every request, the record tells where its calls go', () => {
  const recorded = (host: string) =>
    isOnGenerator({
      record: { target: { hosts: [{ host }] } } as unknown as RunRecord,
      measured: { ...run.measured, hosts: [{ host: undefined, requests: 10 }] },
    });
  expect([recorded('127.0.0.1:9122'), recorded('shop.example')]).toStrictEqual([true, false]);
});

import { describe, expect, test } from 'vitest';
import { recordOf } from '../../testing/reference-runs.ts';
import type { SeenHost } from '../model/measurement.ts';
import type { RunRecord } from '../model/record.ts';
import { comparedTarget } from './fingerprint.ts';
import { withSeenTarget } from './target-seen.ts';

const own = 'shop.example.com';
const shop = { baseUrl: 'http://127.0.0.1:4321', shop: { lock: 'none' } };
const seen = (target: RunRecord['target'], hosts: readonly SeenHost[] | undefined) =>
  withSeenTarget(recordOf('get-balance', { target }), { ...(hosts && { hosts }) }).target;
const host = (name: string | undefined, requests: number): SeenHost => ({ host: name, requests });

describe('the target of a record', () => {
  test.each([
    ['no sample tells', undefined],
    ['all requests were named', [host(undefined, 9)]],
  ])('stands where %s', (_, hosts) => {
    expect(seen(shop, hosts)).toStrictEqual(shop);
  });

  test('stands where the load went there, as far as its requests tell', () => {
    const record = recordOf('get-balance');
    expect(withSeenTarget(record, { hosts: [host(own, 3)] })).toBe(record);
    expect(withSeenTarget(record, { hosts: [host(undefined, 30), host(own, 3)] })).toBe(record);
  });

  test('is what the samples say, and no shop, where nothing went there', () => {
    expect(seen(shop, [host('api.example.com', 3), host('auth.example.com', 1)])).toStrictEqual({
      hosts: [
        { host: 'api.example.com', share: 0.75 },
        { host: 'auth.example.com', share: 0.25 },
      ],
    });
  });

  test('keeps the shop where a part went there, or may have gone', () => {
    const hosts = [host('127.0.0.1:4321', 1), host('auth.example.com', 1)];
    expect(seen(shop, hosts)).toMatchObject({ ...shop, hosts: [{ share: 0.5 }, { share: 0.5 }] });
    expect(seen(shop, [host(undefined, 3), host('auth.example.com', 1)])).toStrictEqual({
      ...shop,
      hosts: [{ host: 'auth.example.com', share: 0.25 }],
    });
  });

  test('shares take the place of what the script said', () => {
    const hosts = [{ host: '127.0.0.1:18099' }, { host: 'unused.example.com' }];
    expect(seen({ hosts }, [host('127.0.0.1:18099', 8)])).toStrictEqual({
      hosts: [{ host: '127.0.0.1:18099', share: 1 }],
    });
  });
});

test('two runs have the same target wherever the shop listens, and whatever the shares', () => {
  const of = (target: RunRecord['target']) => comparedTarget({ target });
  const at = (port: number, share: number) => {
    const hosts = [
      { host: `127.0.0.1:${port}`, share },
      { host: 'auth.example.com', share: 1 - share },
    ];
    return of({ ...shop, baseUrl: `http://127.0.0.1:${port}`, hosts });
  };
  expect(at(1, 0.5)).toBe(at(2, 0.6));
  expect(at(1, 0.5)).not.toBe(of(shop));
  expect(of({ hosts: [{ host: own }] })).toBe(of({ baseUrl: `https://${own}/v1` }));
});

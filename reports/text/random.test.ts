import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tries } from '../../testing/tries.ts';
import { withoutRandom } from './random.ts';

describe('is folded', () => {
  test.each([
    [
      'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk works',
      'token {id} works',
    ],
    ['login login-TOKEN-abcdef123456 works', 'login login-TOKEN-{id} works'],
    ['order 3f2504e0-4f89-41d3-9a0c-0305e82c3301: done', 'order {id}: done'],
    ['sess_9f86d081884c7d659a2feaa0c55ad015', 'sess_{id}'],
    ['user-V1StGXR8Z5jdHi6BmyT-cart', 'user-{id}-cart'],
    ['shop-7d9f8c6b5-x2k4q', 'shop-{id}'],
    ['`mQk3Zx9+Wv7/Tp2LrB8nYc==`', '`{id}`'],
    ['id=01ARZ3NDEKTSV4RRFFQ69G5FAV&b=2', 'id={id}&b=2'],
    ['토큰 V1StGXR8Z5jdHi6BmyT으로 조회', '토큰 {id}으로 조회'],
  ])('%s', (text, folded) => {
    expect(withoutRandom(text)).toBe(folded);
  });

  const FORMS: Readonly<Record<string, (bytes: Buffer) => string>> = {
    hexadecimal: (bytes) => bytes.toString('hex'),
    'upper case': (bytes) => bytes.toString('hex').toUpperCase(),
    'base64 for addresses': (bytes) => bytes.toString('base64url'),
    base64: (bytes) => bytes.toString('base64'),
    'a hash': (bytes) => createHash('sha1').update(bytes).digest('hex'),
  };
  test.each(Object.entries(FORMS))('any token as %s, but for some characters', (_form, form) => {
    let left = 0;
    const all = tries(1000);
    for (let at = 0; at < all; at += 1) {
      const token = form(createHash('sha256').update(String(at)).digest().subarray(0, 24));
      const rest = withoutRandom(`see ${token} now`).replaceAll('{id}', '').length - 'see  now'.length;
      if (rest > 6) left += 1;
    }
    expect(left / all).toBeLessThan(0.06);
  });
});

describe('stays', () => {
  test.each([
    'http://shop.example:8080/api/v1/products/popular?page=2&size=20',
    'order-history-2024-summary',
    'decade202611 facades20261129 cafe20261129 20261129beaded',
    'loadTest-step1-v2-addToCart-p95',
    'status200or201 and step1Step2Step3',
    'internationalization of recommendations, characteristics',
    'Geschwindigkeitsbegrenzung, développement, jumunhwagin-gyeoljae',
    'sha256WithRSAEncryption, getUserById2, ERR_CONNECTION_REFUSED',
    'scenarios/v2/checkoutFlow/step3/addToCart9.js:12:34',
    'at default (file:///home/team/loadtest/2024/checkout.ts:17:8(36))',
    '2026-11-29T06:30:35.123456789+09:00 20241231T235959Z',
    '1h20m30s500ms 100h20m30s500ms 1500000000000B 1234567890123e12 123456789012',
    'p(95)=1.234567890123s avg=12345.678901ms',
    '주문 조회 상태 200, 응답 시간 300ms 이하',
    'ip-10-0-12-34.ap-northeast-2.compute.internal',
    'GoError: dial tcp 127.0.0.1:18080: connect: connection refused',
    'application/vnd.shop.v2+json; charset=utf-8',
    'http_req_duration{expected_response:true}',
    'k6-operator-runner-12, testrun-2024-11-29-final, user-12345',
    '{id}/{id}-{id}',
    '',
  ])('%s', (text) => {
    expect(withoutRandom(text)).toBe(text);
  });

  test('what is folded', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abcXYZqkz0189-_./+= '.split('')), maxLength: 60 });
    fc.assert(
      fc.property(part, (text) => {
        const once = withoutRandom(text);
        expect(withoutRandom(once)).toBe(once);
      }),
      { numRuns: tries(500) },
    );
  });
});

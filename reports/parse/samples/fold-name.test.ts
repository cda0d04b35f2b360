import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedName } from './fold-name.ts';

const X = 'http://x.example:8080';

test.each([
  ['/orders/4711', '/orders/{id}'],
  ['/nowhere/17?user=3', '/nowhere/{id}?user={id}'],
  ['/users/123e4567-e89b-12d3-a456-426614174000/cart', '/users/{id}/cart'],
  ['/users/user-123e4567-e89b-12d3-a456-426614174000', '/users/user-{id}'],
  ['/blobs/9f86d081884c7d659a2feaa0c55ad015', '/blobs/{id}'],
  ['/items/507f1f77bcf86cd799439011.json', '/items/{id}.json'],
  ['/pictures/4711.jpg', '/pictures/{id}.jpg'],
  ['/s/V1StGXR8Z5jdHi6BmyT', '/s/{id}'],
  ['/ulid/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/ulid/{id}'],
  ['/t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', '/t/{id}'],
  ['/x?session=redirsecret-999', '/x?session={id}'],
  ['/search?q=%EC%8B%A0%EB%B0%9C&page=2&sort=', '/search?q={id}&page={id}&sort='],
  ['/a?id=1&id=2&id=3', '/a?id={id}'],
  ['/a?12345', '/a?{id}'],
  ['/a#section-1', '/a#section-1'],
  ['', ''],
  ['/', '/'],
])('%s: %s', (path, folded) => {
  expect(foldedName(X + path, undefined)).toBe(X + folded);
  expect(foldedName(X + path, X + path)).toBe(X + folded);
});

describe('what stays', () => {
  test.each([
    '/api/v1/products',
    '/api/v2.1/products/popular',
    '/order-history-2024-summary',
    '/recommendations/internationalization',
    '/oauth2/authorize',
    '/files/report_q3_final.pdf',
    '/%EC%83%81%ED%92%88/%EB%AA%A9%EB%A1%9D',
    '/items/{id}',
  ])('%s', (path) => {
    expect(foldedName(X + path, undefined)).toBe(X + path);
  });

  test.each(['GET /orders/4711', 'checkout 17', 'orders', '4711', ''])('the name %s, which is no address', (name) => {
    expect(foldedName(name, undefined)).toBe(name);
    expect(foldedName(name, `${X}/orders/4711`)).toBe(name);
  });

  test('an address that the script gave as a name', () => {
    expect(foldedName(`${X}/orders/17`, `${X}/orders/17?page=2`)).toBe(`${X}/orders/17`);
  });
});

test('what is folded stays as it is', () => {
  const part = fc.string({ unit: fc.constantFrom(...'abcXYZ0189-_.=&?/#%'.split('')), maxLength: 60 });
  fc.assert(
    fc.property(part, (path) => {
      const once = foldedName(`${X}/${path}`, undefined);
      expect(foldedName(once, undefined)).toBe(once);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tries } from '../../../testing/tries.ts';
import { withoutSession } from './session-secrets.ts';

const ID = 'V1StGXR8Z5jdHi6BmyT';

describe('what a session was given', () => {
  test.each([
    ['http://x.example/x?session=redirsecret-999&page=2', 'http://x.example/x?session={id}&page=2'],
    ['GET http://x/a?code=QmFzZTY0&state=open', 'GET http://x/a?code={id}&state=open'],
    ['Get "/login?access_token=sunshine": EOF', 'Get "/login?access_token={id}": EOF'],
    ['http://x/a?q=a%2Bb1%20c&sort=price#access_token=abc', 'http://x/a?q={id}&sort=price#access_token={id}'],
    [`http://x/s/${ID}/cart`, 'http://x/s/{id}/cart'],
    [`세션 ${ID}의 주문`, '세션 {id}의 주문'],
    ['{"access_token":"hello-tok","token_type":"Bearer","n":1}', '{"access_token":"***","token_type":"Bearer","n":1}'],
    ['{\\"refreshToken\\": \\"hello-tok\\"}', '{\\"refreshToken\\": \\"***\\"}'],
    [
      '/p/%7B%22password%22%3A%22a%2Fb+c%C3%A9%22%2C%22n%22%3A1%7D',
      '/p/%7B%22password%22%3A%22***%22%2C%22n%22%3A1%7D',
    ],
    ['x %22apiKey%22%3a%20%22hello%22', 'x %22apiKey%22%3a%20%22***%22'],
    ['%2522token%2522%253A%2522hello-tok%2522', '%2522token%2522%253A%2522***%2522'],
    ['{"Set-Cookie":["sid=sess-abc; Path=/"]}', '{"Set-Cookie":["***"]}'],
    ["{ password: 'hunter2', user: 'kim2' }", "{ password: '***', user: 'kim2' }"],
    [String.raw`{"token":"ab\"cd-9","n":1}`, '{"token":"***","n":1}'],
    [String.raw`{"token":"ab\\","user":"kim"}`, '{"token":"***","user":"kim"}'],
    [String.raw`{\"token\":\"ab\\\"cd-9\",\"user\":\"kim\"}`, String.raw`{\"token\":\"***\",\"user\":\"kim\"}`],
    [String.raw`{"msg":"token=\"ab12cd\" x"}`, String.raw`{"msg":"token=\"***\" x"}`],
    [String.raw`{ password: 'hun\'ter2', user: 'kim' }`, "{ password: '***', user: 'kim' }"],
    [String.raw`{"password":"it's \"b","n":1}`, '{"password":"***","n":1}'],
    ['a,"{""token"":""hello-tok"",""n"":1}"', 'a,"{""token"":""***"",""n"":1}"'],
    [String.raw`a,"{""token"":""ab\""cd-9"",""n"":1}"`, 'a,"{""token"":""***"",""n"":1}"'],
    ['{"token":"","user":"kim"}', '{"token":"","user":"kim"}'],
    ['{"token":"cut off i', '{"token":"***'],
    ['%7B%22token%22%3A%22ab%5C%22cd-9%22%2C%22n%22%3A1%7D', '%7B%22token%22%3A%22***%22%2C%22n%22%3A1%7D'],
    ['login failed: x-csrf-token: a:b1', 'login failed: x-csrf-token: ***'],
    ['login failed: token=tk-12ab, user=kim', 'login failed: token=***, user=kim'],
    ['http://x/a;jsessionid=ab12cd/b', 'http://x/a;jsessionid=***'],
    [
      'Request:\nGET /x?session=redirsecret-999 HTTP/1.1\nHost: x\nCookie: sid=sess-abc\nX-A: q\n\npassword=hunter2\n',
      'Request:\nGET /x?session={id} HTTP/1.1\nHost: x\nCookie: ***\nX-A: q\n\npassword=***\n',
    ],
    [
      'Response:\nHTTP/1.1 200 OK\nSet-Cookie: sid=sess; Path=/\n\nok',
      'Response:\nHTTP/1.1 200 OK\nSet-Cookie: ***\n\nok',
    ],
  ])('%s', (text, clean) => {
    expect(withoutSession(text)).toBe(clean);
  });

  test('is numbered where it matters how many there are', () => {
    const known = new Map<string, number>();
    const fold = (part: string) => {
      const number = known.get(part) ?? known.size + 1;
      known.set(part, number);
      return `{id-${number}}`;
    };
    expect(withoutSession(`http://x/a?t=a1&u=b2 http://x/a?t=a1 ${ID}`, fold)).toBe(
      'http://x/a?t={id-1}&u={id-2} http://x/a?t={id-1} {id-3}',
    );
  });
});

describe('what is none stays', () => {
  test.each([
    'http://x.example:8080/api/v1/products?page=2&size=20&sort=price,desc&q=%EC%8B%A0%EB%B0%9C&from=2026-11-29',
    'token expired, session: closed, auth: failed, key=orders',
    'tokens=500 pins: 12 sessions: 1,200',
    '{"key":"orders:list","token_type":"Bearer","expires_in":3600,"pin":1234}',
    'Request Failed error=Get "http://127.0.0.1:1/orders/4711?page=3": dial tcp 127.0.0.1:1: connect: connection refused',
    'ReferenceError: token is not defined\n\tat default (file:///home/team/checkout.js:17:8(36))',
    'the request took 300ms: is it ok? a=b',
    'status is 200 or 201? yes=no',
    '결제 성공률 99.9% (1,234/1,235), p95=300ms',
    '/p/%7B%22key%22%3A%22orders%22%2C%22pin%22%3A%221234%22%2C%22name%22%3A%22kim%22%7D',
    'scenario=peak_load executor=ramping-vus',
    'Cookie: none of these',
    '',
  ])('%s', (text) => {
    expect(withoutSession(text)).toBe(text);
  });

  test('what was replaced', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'abXZ09-_./?&=:;" \\*{}'.split(''), 'token', '{id}'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (given) => {
        const once = withoutSession(given);
        expect(withoutSession(once)).toBe(once);
      }),
      { numRuns: tries(1000) },
    );
  });
});

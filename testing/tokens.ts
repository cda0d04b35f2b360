/** For the service of the tests: JSON Web Tokens signed with HS256 (RFC 7519). */
import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET = 'of these tests';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const signature = (text: string) => createHmac('sha256', SECRET).update(text).digest();

export function signToken(subject: string): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: subject })}`;
  return `${text}.${signature(text).toString('base64url')}`;
}

/** Who a token is of; undefined where it is none, or signed with another secret. */
export function subjectOf(token: string): string | undefined {
  const [head = '', body = '', own = ''] = token.split('.');
  const right = signature(`${head}.${body}`);
  const given = Buffer.from(own, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')).sub;
}

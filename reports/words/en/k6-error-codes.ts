import type { k6ErrorName as koName, k6ErrorText as koText } from '../ko/k6-error-codes.ts';

const CODES: ReadonlyMap<number, string> = new Map([
  [1020, 'invalid URL'],
  [1050, 'response timed out'],
  [1101, 'host unknown to DNS'],
  [1110, 'IP blocked by blacklistIPs'],
  [1111, 'host blocked by blockHostnames'],
  [1201, 'connection broke while sending'],
  [1210, 'connection failed'],
  [1211, 'connection timed out'],
  [1212, 'connection refused'],
  [1213, 'connection failed'],
  [1220, 'connection reset by the target'],
  [1301, 'answer was not TLS'],
  [1310, 'certificate of an unknown authority'],
  [1311, 'certificate of another host'],
  [1701, 'body could not be decompressed'],
]);

const HUNDREDS: ReadonlyMap<number, string> = new Map([
  [11, 'DNS error'],
  [12, 'network error'],
  [13, 'TLS error'],
  [16, 'HTTP/2 error'],
  [17, 'error in the body'],
]);

export const k6ErrorName: typeof koName = (code) => CODES.get(code) ?? HUNDREDS.get(Math.floor(code / 100));

export const k6ErrorText: typeof koText = (code) => {
  const what = k6ErrorName(code);
  return what === undefined ? `k6 error code ${code}` : `${what}, k6 error code ${code}`;
};

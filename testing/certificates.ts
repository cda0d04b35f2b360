/** For tests of TLS: certificates with keys of their own, put together by hand (RFC 5280), since Node makes none. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
const YES = der(0x01, Buffer.from([0xff]));

/** Distinguished name with a common name alone. */
const nameOf = (common: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(common)))));

/** GeneralizedTime holds every year. */
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`));

const extension = (id: string, value: Buffer, critical = false) =>
  sequence(oid(id), ...(critical ? [YES] : []), der(0x04, value));

const addressName = (name: string) =>
  /^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));

interface Wanted {
  readonly common: string;
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  readonly isCa?: boolean;
}

const DAY_MS = 86_400_000;
const pem = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

function issue(
  { common, names = [], from, to, isCa = false }: Wanted,
  by?: { readonly common: string; readonly key: KeyObject },
): Certificate & { readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // A positive number.
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(by?.common ?? common),
    sequence(time(from ?? new Date(Date.now() - DAY_MS)), time(to ?? new Date(Date.now() + DAY_MS))),
    nameOf(common),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension('551d13', sequence(...(isCa ? [YES] : [])), true),
        ...(names.length > 0 ? [extension('551d11', sequence(...names.map(addressName)))] : []),
      ),
    ),
  );
  const signature = sign('sha256', body, by?.key ?? privateKey);
  return {
    cert: pem(sequence(body, ECDSA_SHA256, bits(signature))),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    privateKey,
  };
}

/** An authority and what it issued: for this machine, for another name, of the past and of the future. */
export function certificates() {
  const ca = { common: 'Test CA', ...issue({ common: 'Test CA', isCa: true }) };
  const by = { common: ca.common, key: ca.privateKey };
  const own = ['localhost', '127.0.0.1'];
  const past = { from: new Date(Date.now() - 3 * DAY_MS), to: new Date(Date.now() - DAY_MS) };
  const future = { from: new Date(Date.now() + DAY_MS), to: new Date(Date.now() + 3 * DAY_MS) };
  return {
    ca: ca.cert,
    good: issue({ common: 'localhost', names: own }, by),
    otherName: issue({ common: 'shop.test', names: ['shop.test', 'www.shop.test'] }, by),
    expired: issue({ common: 'localhost', names: own, ...past }, by),
    notYet: issue({ common: 'localhost', names: own, ...future }, by),
    selfSigned: issue({ common: 'localhost', names: own }),
  };
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { readTls, tlsEnvironment, tlsFacts } from './tls.ts';

const { ca, selfSigned } = certificates();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-tls-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const NEITHER = { insecure: false, ca: undefined };

test('an own authority stands beside those of the system, for k6 and for buha', async () => {
  const own = file('own.crt', `Subject: Test\n${ca}`);
  const system = file('system.crt', selfSigned.cert);
  const tls = await readTls({ insecure: false, ca: own }, { SSL_CERT_FILE: system }, folder, 'linux');
  expect(tls.ca).toMatchObject({ file: own, system });
  const bundle = readFileSync(tls.ca?.bundle ?? '', 'utf8');
  expect(bundle).toContain(ca.trim());
  expect(bundle).toContain(selfSigned.cert.trim());
  expect(tls.roots).toEqual(expect.arrayContaining([selfSigned.cert, ca.trim()]));
  expect(tlsEnvironment(tls)).toEqual({ SSL_CERT_FILE: tls.ca?.bundle });
  expect(tlsFacts(tls, {})).toEqual({ tls: { ca: own } });
});

test('neither: nothing is told to k6, nothing stands in the record', async () => {
  const tls = await readTls(NEITHER, {}, folder, 'linux');
  expect(tlsEnvironment(tls)).toEqual({});
  expect(tlsFacts(tls, {})).toEqual({});
});

test('no check: by the option, by k6’s own variable, or by the script', async () => {
  const asked = await readTls({ insecure: true, ca: undefined }, {}, folder, 'linux');
  const told = await readTls(NEITHER, { K6_INSECURE_SKIP_TLS_VERIFY: 'true' }, folder, 'linux');
  for (const tls of [asked, told]) {
    expect(tlsEnvironment(tls)).toEqual({ K6_INSECURE_SKIP_TLS_VERIFY: 'true' });
    expect(tlsFacts(tls, {})).toEqual({ tls: { insecure: true } });
  }
  const checked = await readTls(NEITHER, { K6_INSECURE_SKIP_TLS_VERIFY: 'false' }, folder, 'linux');
  expect(checked.insecure).toBe(false);
  expect(tlsFacts(checked, { insecureSkipTLSVerify: true })).toEqual({ tls: { insecure: true } });
});

test('what is no authority, and where k6 asks the system alone', async () => {
  const none = file('none.pem', 'nothing');
  const damaged = file('damaged.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----');
  const refused = (path: string, platform: NodeJS.Platform) =>
    expect(readTls({ insecure: false, ca: path }, {}, folder, platform)).rejects;
  await refused(none, 'linux').toMatchObject({ code: 'bad-ca', facts: { file: none, fault: 'none' } });
  await refused(damaged, 'linux').toMatchObject({ code: 'bad-ca', facts: { file: damaged, fault: 'damaged' } });
  await refused(file('own.pem', ca), 'darwin').toMatchObject({ code: 'bad-ca', facts: { fault: 'platform' } });
  await refused('absent.pem', 'linux').toMatchObject({ code: 'cannot-read' });
});

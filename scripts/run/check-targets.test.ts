import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { cliWords } from '../../reports/words/cli.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { closedPort } from '../../testing/recording-server.ts';
import { Terminal } from '../terminal.ts';
import { checkTargets, type ScriptTargets } from './check-targets.ts';

const TLS = { insecure: false, ca: undefined, roots: [], hasHiddenRoots: false };

async function check(scripts: readonly ScriptTargets[], env = {}) {
  const { host, stderr } = fakeHost();
  await checkTargets({ scripts, tls: TLS, env }, new Terminal(host.stderr), cliWords('en'));
  return stderr.join('');
}

const hosts = (map: Readonly<Record<string, string>>) => ({ hosts: map });

test.each([
  ['http://a.invalid:80/x', { 'a.invalid': '127.0.0.1:9' }, 'a.invalid'],
  ['https://a.invalid', { 'a.invalid:443': '127.0.0.1:9' }, 'a.invalid'],
  ['http://deep.a.invalid:8080', { '*.a.invalid': '127.0.0.1' }, 'deep.a.invalid:8080'],
  ['http://A.invalid', { 'a.INVALID': '127.0.0.1' }, 'a.invalid'],
])('%s with hosts %j: it is said once that nobody looks', async (address, map, shown) => {
  const said = await check([{ addresses: [address, address], options: hosts(map) }]);
  expect(said).toBe(
    `The script's option hosts leads ${shown} elsewhere, so whether it can be reached is not checked before.\n`,
  );
});

test.each([
  { 'b.invalid': '127.0.0.1' },
  { 'a.invalid:8443': '127.0.0.1' },
  { '*.a.invalid': '127.0.0.1' },
  {},
] as Readonly<Record<string, string>>[])('a name that %j does not hold is looked up', async (map) => {
  await expect(check([{ addresses: ['https://a.invalid'], options: hosts(map) }])).rejects.toMatchObject({
    code: 'target-unreachable',
  });
});

test('the options of one script say nothing of where another goes', async () => {
  const address = `http://127.0.0.1:${await closedPort()}`;
  const mapped = { addresses: [address], options: hosts({ '127.0.0.1': '10.0.0.1' }) };
  await expect(check([mapped, { addresses: [address], options: {} }])).rejects.toMatchObject({
    code: 'target-unreachable',
  });
});

test('a proxy is said once, whatever number of scripts go there', async () => {
  const one = { addresses: ['http://a.invalid'], options: {} };
  const said = await check([one, one], { http_proxy: 'http://proxy:3128' });
  expect(said).toBe(
    'Requests go through the proxy of http_proxy, so whether a.invalid can be reached is not checked before.\n',
  );
});

test('an address that several scripts name is tried once', async () => {
  let connections = 0;
  const server = createServer().on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const one = { addresses: [`${address}/a`, `${address}/b`], options: {} };
  expect(await check([one, one])).toBe('');
  await expect.poll(() => connections).toBe(1);
});

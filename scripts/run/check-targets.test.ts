import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { cliWords } from '../../reports/words/cli.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { certificates } from '../../testing/certificates.ts';
import { closedPort } from '../../testing/recording-server.ts';
import { Terminal } from '../terminal.ts';
import { checkTargets, type ScriptTargets } from './check-targets.ts';

const issued = certificates();
const TLS = { insecure: false, ca: undefined, roots: [], hasHiddenRoots: false };

const called = (...certain: readonly string[]) => ({ certain, possible: [], hasUnknown: false });
const given = (baseUrl: string, options = {}) => ({ baseUrl, called: called(), options });
const alone = (...certain: readonly string[]) => ({ baseUrl: undefined, called: called(...certain), options: {} });

type Told = Omit<ScriptTargets, 'tls'> & Partial<ScriptTargets>;

async function check(told: readonly Told[], env = {}) {
  const { host, stderr } = fakeHost();
  const scripts = told.map((one) => ({ tls: TLS, ...one }));
  await checkTargets({ scripts, env }, new Terminal(host.stderr), cliWords('en'));
  return stderr.join('');
}

const hosts = (map: Readonly<Record<string, string>>) => ({ hosts: map });

test.each([
  ['http://a.invalid:80/x', { 'a.invalid': '127.0.0.1:9' }, 'a.invalid'],
  ['https://a.invalid', { 'a.invalid:443': '127.0.0.1:9' }, 'a.invalid'],
  ['http://deep.a.invalid:8080', { '*.a.invalid': '127.0.0.1' }, 'deep.a.invalid:8080'],
  ['http://A.invalid', { 'a.INVALID': '127.0.0.1' }, 'a.invalid'],
])('%s with hosts %j: it is said once that nobody looks', async (address, map, shown) => {
  const own = called(new URL(address).origin);
  const said = await check([{ baseUrl: address, called: own, options: hosts(map) }]);
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
  await expect(check([given('https://a.invalid', hosts(map))])).rejects.toMatchObject({
    code: 'target-unreachable',
  });
});

test('the options of one script say nothing of where another goes', async () => {
  const address = `http://127.0.0.1:${await closedPort()}`;
  const mapped = given(address, hosts({ '127.0.0.1': '10.0.0.1' }));
  await expect(check([mapped, given(address)])).rejects.toMatchObject({
    code: 'target-unreachable',
  });
});

test('a proxy is said once, whatever number of scripts go there', async () => {
  const one = alone('http://a.invalid');
  const said = await check([one, one], { http_proxy: 'http://proxy:3128' });
  expect(said).toBe(
    'Requests go through the proxy of http_proxy, so whether a.invalid can be reached is not checked before.\n',
  );
});

const closed = async () => `http://127.0.0.1:${await closedPort()}`;

/** Where something answers until the test is over. */
async function open(onConnection = () => {}): Promise<string> {
  const server = createServer().on('connection', onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an address that several scripts name is tried once', async () => {
  let connections = 0;
  const address = await open(() => {
    connections += 1;
  });
  const one = { ...alone(address), baseUrl: `${address}/a` };
  expect(await check([one, one])).toBe('');
  await expect.poll(() => connections).toBe(1);
});

test('a target of the user must answer, whatever else the script calls', async () => {
  const own = await closed();
  await expect(check([{ ...alone(await open()), baseUrl: own }])).rejects.toMatchObject({
    code: 'target-unreachable',
    facts: { address: own },
  });
});

test('of several addresses in the calls of a script, one that fails is said, and all that fail end it', async () => {
  const [answers, one, other] = [await open(), await closed(), await closed()];
  const warning = (address: string) =>
    `warning: ${address}, to which the script sends requests, cannot be reached (ECONNREFUSED). The run goes on; those requests will fail.\n`;
  expect(await check([alone(one, answers), alone(answers, one)])).toBe(warning(one));
  await expect(check([alone(one, other)])).rejects.toMatchObject({ facts: { address: one } });
  // One script that goes nowhere is not helped by another one.
  await expect(check([alone(answers), alone(one)])).rejects.toMatchObject({ facts: { address: one } });
});

test('what may be called, or goes where the text does not tell, keeps a script from being refused', async () => {
  const [answers, one, other] = [await open(), await closed(), await closed()];
  const withMore = (more: object) => ({ ...alone(one), called: { ...called(one), ...more } });
  expect(await check([withMore({ hasUnknown: true })])).toContain(one);
  expect(await check([withMore({ possible: [other, answers] })])).toContain(one);
  await expect(check([withMore({ possible: [other] })])).rejects.toMatchObject({ facts: { address: one } });
  // What only may be called is not looked at by itself.
  expect(await check([{ ...alone(answers), called: { ...called(answers), possible: [other] } }])).toBe('');
  expect(await check([{ ...alone(), called: { ...called(), possible: [other] } }])).toBe('');
});

test('a certificate that nobody checks for one script is checked for another', async () => {
  const server = createTlsServer(issued.good);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = `https://localhost:${(server.address() as AddressInfo).port}`;
  const unchecked = { ...given(address), tls: { ...TLS, insecure: true } };
  const trusting = { ...given(address), tls: { ...TLS, roots: [issued.ca] } };
  expect(await check([unchecked, unchecked, trusting])).toBe(`${cliWords('en').insecure}\n`);
  await expect(check([unchecked, alone(address)])).rejects.toMatchObject({ code: 'target-unreachable' });
});

test('a script that BASE_URL sends elsewhere is not refused for an address of its own', async () => {
  const one = await closed();
  expect(await check([{ ...alone(one), baseUrl: await open() }])).toContain(one);
});

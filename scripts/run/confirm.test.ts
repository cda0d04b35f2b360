import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { confirmLoad, mostLoad, needsConfirmation } from './confirm.ts';
import { Interruption } from './interruption.ts';
import type { Iteration } from './prepare.ts';

const FACTS = { host: 'shop.example', vus: 3500, ratePerSec: 5000 };
const words = cliWords('ko');

/** A terminal on which somebody types. */
function keyboard(isTTY = true) {
  const { host, stdin } = fakeHost();
  Object.assign(stdin, { isTTY, setRawMode: () => {} });
  // What is asked needs a whole stream.
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  return { host: { ...host, stderr }, stdin, stderr };
}

const interruption = new Interruption();
afterEach(() => interruption.stopListening());

describe('the question', () => {
  test.each([
    ['y\r', true],
    ['예\r', true],
    ['YES\r', true],
    ['n\r', false],
    ['\r', false],
    ['yeah\r', false],
    ['\u0004', false],
  ])('%j: %s', async (typed, answer) => {
    const { host, stdin, stderr } = keyboard();
    const asked = confirmLoad(host, words, FACTS, interruption);
    stdin.write(typed);
    expect(await asked).toBe(answer);
    expect(String(stderr.read())).toContain('shop.example에 최대 VU 3,500개, 초당 최대 5,000건');
    expect(interruption.happened).toBe(false);
  });

  test('Ctrl-C interrupts the command', async () => {
    const { host, stdin } = keyboard();
    const pressed = new Interruption();
    const asked = confirmLoad(host, words, FACTS, pressed);
    stdin.write('\u0003');
    expect(await asked).toBe(false);
    expect(pressed.happened).toBe(true);
  });

  test('a signal ends the waiting', async () => {
    const pressed = new Interruption();
    const asked = confirmLoad(keyboard().host, words, FACTS, pressed);
    pressed.interrupt();
    expect(await asked).toBe(false);
  });

  test('nobody there to answer: an error', async () => {
    const asked = confirmLoad(keyboard(false).host, words, FACTS, interruption);
    await expect(asked).rejects.toMatchObject({ code: 'not-confirmed', facts: FACTS });
  });
});

describe('how much is asked about', () => {
  const ONE = { requests: 1, thinkMs: 1000 };
  const load = (scenarios: Record<string, unknown>, iteration: Iteration | undefined = ONE) =>
    mostLoad(parseK6Options({ scenarios }), iteration);
  const ramping = (target: number) => ({ executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1s', target }] });
  const arrival = (rate: number, timeUnit = '1s') => ({
    executor: 'constant-arrival-rate',
    ...{ rate, timeUnit, duration: '1s', preAllocatedVUs: 1, maxVUs: 10 },
  });

  test('50 virtual users and 100 a second are not; one more is; scenarios add up', () => {
    expect(needsConfirmation(load({ a: ramping(50) }))).toBe(false);
    expect(needsConfirmation(load({ a: ramping(51) }))).toBe(true);
    expect(needsConfirmation(load({ a: ramping(30), b: ramping(21) }))).toBe(true);
    expect(needsConfirmation(load({ a: arrival(100) }))).toBe(false);
    expect(needsConfirmation(load({ a: arrival(101) }))).toBe(true);
    expect(load({ a: arrival(6000, '1m') })).toEqual({ vus: 10, ratePerSec: 100 });
  });

  test('requests count, not iterations: a flow of three sends three times as many', () => {
    const flow = { requests: 3, thinkMs: 3000 };
    expect(load({ a: arrival(34) }, flow)).toEqual({ vus: 10, ratePerSec: 102 });
    expect(needsConfirmation(load({ a: arrival(33) }, flow))).toBe(false);
    expect(needsConfirmation(load({ a: arrival(34) }, flow))).toBe(true);
  });

  test('users of a closed load send as often as their rest allows on a server that answers at once', () => {
    expect(load({ a: ramping(50) }, { requests: 1, thinkMs: 100 })).toEqual({ vus: 50, ratePerSec: 500 });
    const shared = { executor: 'shared-iterations', vus: 5, iterations: 1000 };
    expect(load({ a: shared }, { requests: 2, thinkMs: 500 })).toEqual({ vus: 5, ratePerSec: 20 });
    expect(load({ a: ramping(1) }, { requests: 1, thinkMs: 0 })).toEqual({ vus: 1, ratePerSec: undefined });
  });

  test("what a script of the user's own sends nobody knows, so it is always asked about", () => {
    const unknown = mostLoad(parseK6Options({ scenarios: { a: ramping(1) } }), undefined);
    expect(unknown).toEqual({ vus: 1, ratePerSec: undefined });
    expect(needsConfirmation(unknown)).toBe(true);
  });

  test('and the question says so', async () => {
    const { host, stdin, stderr } = keyboard();
    const asked = confirmLoad(host, words, { host: 'shop.example', vus: 1, ratePerSec: undefined }, interruption);
    stdin.write('n\r');
    expect(await asked).toBe(false);
    expect(String(stderr.read())).toContain('초당 요청 수는 스크립트에 따라 달라 미리 알 수 없습니다');
  });
});

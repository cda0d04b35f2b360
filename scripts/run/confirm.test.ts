import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Host } from '../terminal.ts';
import { confirmLoad, mostLoad, needsConfirmation } from './confirm.ts';
import { Interruption } from './interruption.ts';

const FACTS = { host: 'shop.example', vus: 3500, ratePerSec: 5000 };
const words = cliWords('ko');

/** A terminal on which somebody types. */
function keyboard(isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const host: Host = {
    argv: [],
    env: {},
    stdin: stdin as unknown as Host['stdin'],
    stdout: { write: () => true },
    stderr,
  };
  return { host, stdin, stderr };
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
    expect(String(stderr.read())).toContain('shop.example에 최대 VU 3,500개, 초당 최대 5,000회');
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
  const load = (scenarios: Record<string, unknown>) => mostLoad(parseK6Options({ scenarios }));
  const ramping = (target: number) => ({ executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1s', target }] });
  const arrival = (rate: number, timeUnit: string) => ({
    executor: 'constant-arrival-rate',
    ...{ rate, timeUnit, duration: '1s', preAllocatedVUs: 1, maxVUs: 10 },
  });

  test('50 virtual users and 100 a second are not; one more is; scenarios add up', () => {
    expect(needsConfirmation(load({ a: ramping(50) }))).toBe(false);
    expect(needsConfirmation(load({ a: ramping(51) }))).toBe(true);
    expect(needsConfirmation(load({ a: ramping(30), b: ramping(21) }))).toBe(true);
    expect(needsConfirmation(load({ a: arrival(100, '1s') }))).toBe(false);
    expect(needsConfirmation(load({ a: arrival(101, '1s') }))).toBe(true);
    expect(load({ a: arrival(6000, '1m') })).toEqual({ vus: 10, ratePerSec: 100 });
  });
});

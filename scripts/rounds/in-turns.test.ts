import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { errorText } from '../../reports/words/errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Terminal } from '../terminal.ts';
import { shellWords } from './compare-in-turns.ts';
import { parsePause, parseRounds, runInTurns, turnOrder } from './in-turns.ts';

test('what is compared takes turns, every second round backwards', () => {
  expect(turnOrder([4, 40, 400], 3)).toStrictEqual([4, 40, 400, 400, 40, 4, 4, 40, 400]);
  expect(turnOrder(['A', 'B'], 5).join('')).toBe('ABBAABBAAB');
});

test('numbers of rounds and pauses are read, others are refused with what is allowed', () => {
  expect([parseRounds('5'), parsePause('1m'), parsePause('0s')]).toStrictEqual([5, 60_000, 0]);
  for (const text of ['0', '101', '2.5', 'x', '']) expect(() => parseRounds(text)).toThrow();
  for (const text of ['x', '-1s', '']) expect(() => parsePause(text)).toThrow();
});

test('words are split as a shell splits them', () => {
  expect(shellWords(` get-balance  --header "X-A: b c" --label 'a "b"' x''y`)).toStrictEqual([
    ...['get-balance', '--header', 'X-A: b c', '--label', 'a "b"', 'xy'],
  ]);
  expect(shellWords(`a ''`)).toStrictEqual(['a', '']);
  expect(() => shellWords(`a "b`)).toThrow();
});

describe('runs in turns', () => {
  const called = async (codes: readonly number[], rounds = 2) => {
    const said: string[] = [];
    const terminal = new Terminal({ write: (text: string) => said.push(text) > 0 } as never);
    const seen: string[] = [];
    const turn = (name: string) => ({
      name,
      run: async (isFirst: boolean) => {
        seen.push(`${name}${isFirst ? '!' : ''}`);
        const code = codes[seen.length - 1] ?? EXIT.done;
        if (code === EXIT.bug) throw new BuhaError('no-baselines', { path: 'x', fault: 'absent' });
        return code;
      },
    });
    const turned = await runInTurns([turn('A'), turn('B')], { rounds, pauseMs: 0 }, { terminal, language: 'en' });
    return { turned, seen: seen.join(' '), said: said.join('') };
  };

  test('are agreed to once each, and say how many there are and how long they take', async () => {
    const { turned, seen, said } = await called([EXIT.missedGoals, EXIT.invalid]);
    expect([seen, turned.exitCode]).toStrictEqual(['A! B! B A', EXIT.done]);
    expect(said).toMatch(/^\[1\/4\] A\n\[2\/4\] B · about \d+s left\n/);
  });

  test('go on where a later one could not be run, and tell how each ended', async () => {
    const codes = [EXIT.done, EXIT.missedGoals, EXIT.badInput, EXIT.bug];
    const { turned, seen, said } = await called(codes);
    expect(seen).toBe('A! B! B A');
    expect(turned).toStrictEqual({
      ...{ exitCode: EXIT.done, isInterrupted: false },
      codes: [EXIT.done, EXIT.missedGoals, EXIT.badInput, EXIT.badInput],
    });
    expect(said).toContain(errorText(new BuhaError('no-baselines', { path: 'x', fault: 'absent' }), 'en'));
    await expect(called([EXIT.bug])).rejects.toThrow(BuhaError);
  });

  test('end where one was interrupted, or cannot be run at all', async () => {
    expect(await called([EXIT.done, EXIT.interrupted])).toMatchObject({
      seen: 'A! B!',
      turned: { isInterrupted: true },
    });
    expect(await called([EXIT.badInput])).toMatchObject({ seen: 'A!', turned: { exitCode: EXIT.badInput } });
  });
});

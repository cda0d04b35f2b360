import { expect, test } from 'vitest';
import { generatedRun } from '../../testing/late-generator.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { compareRounds } from '../analyse/rounds.ts';
import type { GivenWord } from '../model/record.ts';
import { roundsView } from './view-rounds.ts';

test('a round whose load generator was late says so, and is to be run again', () => {
  const [good, late] = [generatedRun({}), generatedRun({ tickLateMs: (second) => (second % 5 === 3 ? 900 : 0) })].map(
    (run) => analyse(run),
  );
  if (!good || !late) throw new Error('no run');
  const view = roundsView([compareRounds([[good, good, good], [late]])], { language: 'ko', labels: [] });
  expect(view.warnings.join('\n')).toContain('2차: 실행 1개에서 부하 발생기가 늦어');
  expect(view.steps[0]?.task).toBe('2차를 부하 발생기에 여유가 있는 상태에서 다시 실행');
  const same = roundsView(
    [
      compareRounds([
        [good, good, good],
        [good, good, good],
      ]),
    ],
    { language: 'en', labels: [] },
  );
  expect(same.warnings).toStrictEqual([]);
});

test('commands in turns are words of a shell, and none that holds what the shell fills in', () => {
  const stepsOf = (...words: readonly GivenWord[]) => {
    const runs = (['distributed', 'none'] as const).map((lock) =>
      analysedReference('recharge-balance', { target: { shop: { lock } }, given: { words } }),
    );
    const view = roundsView([compareRounds(runs.map((run) => [run]))], { language: 'en', labels: [] });
    return view.steps.map(({ command }) => command ?? '').filter((command) => command.includes('--run '));
  };
  expect(stepsOf('--title', 'a b "c"')[0]).toContain(
    `--run 'recharge-balance --profile seed --title '\\''a b "c"'\\'' --lang en' --run `,
  );
  expect(stepsOf('--title', '$(id)')).toStrictEqual([]);
  expect(stepsOf('--header', { before: 'Authorization: ', variable: 'TOKEN' })).toStrictEqual([]);
});

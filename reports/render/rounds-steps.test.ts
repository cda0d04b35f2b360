import { expect, test } from 'vitest';
import { generatedRun } from '../../testing/late-generator.ts';
import { analyse } from '../analyse/analyse.ts';
import { compareRounds } from '../analyse/rounds.ts';
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

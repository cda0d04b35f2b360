import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { mark } from './page.ts';
import { reportView } from './view.ts';

test('runs are viewed once in each language, whatever pictures, title and opinion a form adds', () => {
  const runs = [analysedReference('get-balance'), analysedReference('place-order')];
  const first = reportView(runs, { language: 'ko' });
  const pictures = { ofRun: mark, comparison: 'both' };
  const second = reportView(runs, { language: 'ko', title: 'a | b', notes: ' x ', pictures });
  expect(second.loads).toBe(first.loads);
  expect(second.apis[1]?.conclusions).toBe(first.apis[1]?.conclusions);
  expect([first.title, first.notes, first.comparisonPicture, first.apis[1]?.pictures.time]).toEqual([
    ...['부하 테스트 보고서', undefined, '', ''],
  ]);
  expect([second.title, second.notes, second.comparisonPicture, second.apis[1]?.pictures.time]).toEqual([
    ...['a \\| b', 'x', 'both', mark(1, 'time')],
  ]);
  expect(reportView(runs, { language: 'en' }).loads).not.toBe(first.loads);
  expect(reportView([...runs], { language: 'ko' }).loads).not.toBe(first.loads);
});

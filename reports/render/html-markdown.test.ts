import { expect, test } from 'vitest';
import { htmlOf, textWords } from './html-markdown.ts';

const cells = (row: string) => {
  const table = `| 사용자 수 | 처리량(TPS) | 판정 |\n| ---: | ---: | --- |\n| ${row} |\n`;
  const [, body = ''] = htmlOf(table, '', textWords('ko')).split('<tbody');
  return [...body.matchAll(/<td role="cell"(?: class="([^"]*)")?(?: data-l="([^"]*)")?>/g)].map(
    ([, kind = '', label = '']) => [kind, label],
  );
};

test('a card names its figures, that of its title too, and gives a line of its own to what takes more than two', () => {
  expect(cells('4 | 1,232.8 (-20.0%) | 통과')).toStrictEqual([
    ['right', '사용자 수'],
    ['right', '처리량(TPS)'],
    ['', '판정'],
  ]);
  expect(cells('4 | 83.7 (83.2~83.9, 3회) | 조건부 통과 (피크 부하 9.2%만 실행)')).toStrictEqual([
    ['right', '사용자 수'],
    ['right long', '처리량(TPS)'],
    ['long', '판정'],
  ]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTestData } from './test-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'buha-test-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

function csv(text: string): string {
  const file = join(folder, 'data.csv');
  writeFileSync(file, text);
  return file;
}

describe('test data', () => {
  test.each([
    ['the id column alone', 'id\n9338\n9339\n', [{ id: 9338 }, { id: 9339 }]],
    [
      'tokens, other columns, spaces, capitals',
      ' ID , name,Token\n1,Kim, abc \n2,Lee,\n',
      [{ id: 1, token: 'abc' }, { id: 2 }],
    ],
    [
      'Excel: byte order mark, CRLF, semicolons',
      '\uFEFFid;token\r\n1;a\r\n2;b\r\n',
      [
        { id: 1, token: 'a' },
        { id: 2, token: 'b' },
      ],
    ],
    [
      'ids that are no plain numbers stay text',
      'id\n007\n9007199254740993\nuser-1\n1e3\n',
      [{ id: '007' }, { id: '9007199254740993' }, { id: 'user-1' }, { id: '1e3' }],
    ],
    ['empty lines', 'id\n\n1\n\n', [{ id: 1 }]],
    ['a quoted cell with a line break', 'id,note\n1,"a\nb"\n2,c\n', [{ id: 1 }, { id: 2 }]],
  ])('%s', async (_, text, rows) => {
    expect(await readTestData(csv(text))).toEqual(rows);
  });

  test.each([
    ['no id column', 'user,token\n1,a\n', 1, 'no-id-column'],
    ['empty', '', 1, 'no-id-column'],
    ['a header alone', 'id\n', 1, 'no-rows'],
    ['a row without an id', 'id,token\n1,a\n,b\n', 3, 'no-id'],
    ['a row without an id, behind empty lines', 'id,token\n\n1,a\n\n,b\n', 5, 'no-id'],
    ['a row with too many cells', 'id,token\n1,a\n2,b,c\n', 3, 'bad-row'],
    ['a row with too few cells, behind an empty line', 'id,token\n\n1,a\n2\n', 4, 'bad-row'],
    ['behind a quoted line break', 'id,note\n1,"a\nb"\n2\n', 4, 'bad-row'],
    ['a scheme before the token', 'id,token\n1,a\n2,Bearer b\n', 3, 'with-scheme'],
    ['an open quote', 'id,token\n1,a\n2,"b\n3,c\n', 3, 'bad-row'],
  ])('%s: an error with its line', async (_, text, line, fault) => {
    const file = csv(text);
    await expect(readTestData(file)).rejects.toMatchObject({ code: 'bad-test-data', facts: { file, line, fault } });
  });

  test('a file that is absent', async () => {
    await expect(readTestData('absent.csv')).rejects.toMatchObject({
      code: 'cannot-read',
      facts: { reason: 'ENOENT' },
    });
  });
});

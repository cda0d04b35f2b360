import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { headerNames } from './header-names.ts';

const fieldsOf = (text: string) => Papa.parse(text, { header: true, transformHeader: headerNames() }).meta;

test('columns have small letters and no blanks around', () => {
  expect(fieldsOf(' Time ,NAME,값\n1,2,3')).toMatchObject({ fields: ['time', 'name', '값'] });
});

test('one that stands there again is told apart by its place, so that Papa finds none to rename and says nothing', () => {
  const { fields, renamedHeaders } = fieldsOf('value,Value,time,VALUE ,,\n1,2,3,4,5,6');
  expect(fields).toStrictEqual(['value', 'value 2', 'time', 'value 4', '', ' 6']);
  expect(renamedHeaders).toBeNull();
});

import { expect, test } from 'vitest';
import { BuhaError } from '../model/error.ts';
import { systemFaultWords as en } from './en/system-fault.ts';
import { errorText } from './errors.ts';
import { systemFaultWords as ko } from './ko/system-fault.ts';
import { systemFaultText } from './system-fault.ts';

const CODES = Object.keys(ko);

test('what is said of a code, in both languages; one without words stands for itself', () => {
  expect([ko, en].map((words) => systemFaultText(words, 'ENOSPC'))).toEqual([
    '디스크에 남은 공간이 없음, ENOSPC',
    'no space is left on the disk, ENOSPC',
  ]);
  expect(systemFaultText(ko, '')).toBe('원인을 알 수 없음');
  expect(['EPROTO', 'toString'].map((code) => systemFaultText(ko, code))).toEqual(['EPROTO', 'toString']);
});

test.each(CODES)('Korean text of %s has no English words', (code) => {
  for (const kind of ['cannot-read', 'cannot-write'] as const) {
    const text = errorText(new BuhaError(kind, { file: 'ㄱ', reason: code }), 'ko');
    expect(text.replace(code, '').replace(/(?:chmod|ulimit).*|DNS/g, '')).not.toMatch(/[a-z]{2}/i);
  }
});

test('too many open files are not mended by a path', () => {
  const fault = new BuhaError('cannot-read', { file: 'a.json', reason: 'EMFILE' });
  expect(errorText(fault, 'ko')).toContain('ulimit -n');
  expect(errorText(fault, 'en')).toContain('ulimit -n');
});

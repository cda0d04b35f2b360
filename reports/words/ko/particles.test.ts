import { expect, test } from 'vitest';
import { and, by, object, subject, topic, withParticles } from './particles.ts';

test.each([
  // Hangul tells by its final consonant.
  ['잔액', '이', '은', '을', '과'],
  ['조회', '가', '는', '를', '와'],
  // Latin letters and digits as they are read: 테스트, 밸런스, 프로덕트; 영, 일, 이.
  ['load_test', '가', '는', '를', '와'],
  ['get-balance', '가', '는', '를', '와'],
  ['login', '이', '은', '을', '과'],
  ['warm', '이', '은', '을', '과'],
  ['2.2.0', '이', '은', '을', '과'],
  ['step-1', '이', '은', '을', '과'],
  ['step-2', '가', '는', '를', '와'],
  // A letter alone is read by its name: 비, 엘.
  ['`a`, `b`', '가', '는', '를', '와'],
  ['L', '이', '은', '을', '과'],
  ['plan b', '가', '는', '를', '와'],
  // What is not read aloud does not count.
  ['조회)', '가', '는', '를', '와'],
  ['"잔액"', '이', '은', '을', '과'],
  ['', '가', '는', '를', '와'],
])('%j takes %s, %s, %s, %s', (word, ...particles) => {
  expect([subject(word), topic(word), object(word), and(word)]).toStrictEqual(particles);
});

test.each([
  ['10.31s', '로'],
  ['10.00%', '로'],
  ['20', '으로'],
  ['18', '로'],
  ['조회', '로'],
  ['잔액', '으로'],
  ['서울', '로'],
])('%j takes %s', (word, particle) => {
  expect(by(word)).toBe(particle);
});

test('particles in both forms become the one that fits', () => {
  expect(withParticles('summary.json을(를) 읽고, 표준 입력이(가) 비었고, a.csv은(는) 큽니다')).toBe(
    'summary.json을 읽고, 표준 입력이 비었고, a.csv는 큽니다',
  );
  expect(withParticles("'3500'은(는) x(k6)을(를) y")).toBe("'3500'은 x(k6)을 y");
  expect(withParticles('이(가) a 은(는) b')).toBe('이(가) a 은(는) b');
});

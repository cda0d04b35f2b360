import { expect, test } from 'vitest';
import { callCommand } from '../testing/call-command.ts';
import { languagesOf } from './languages.ts';

const of = (args: readonly string[], env: Record<string, string>) => {
  const { language, documentLanguage } = languagesOf(['node', 'buha', ...args], env);
  return [language, documentLanguage];
};

test.each([
  [[], {}, 'ko', 'ko'],
  // The locale is about who sits at the terminal.
  [[], { LANG: 'en_US.UTF-8' }, 'en', 'ko'],
  [[], { LC_ALL: 'en' }, 'en', 'ko'],
  [[], { LANG: 'ko_KR.UTF-8' }, 'ko', 'ko'],
  [[], { LANG: 'C.UTF-8' }, 'ko', 'ko'],
  [[], { LANG: 'POSIX' }, 'ko', 'ko'],
  [[], { LANG: 'de_DE.UTF-8' }, 'ko', 'ko'],
  // The order of POSIX; an empty variable is none.
  [[], { LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko', 'ko'],
  [[], { LC_ALL: '', LC_MESSAGES: 'en_GB.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en', 'ko'],
  [[], { LC_ALL: 'C', LC_MESSAGES: 'en_GB.UTF-8', LANG: 'en_US.UTF-8' }, 'ko', 'ko'],
  [[], { LC_CTYPE: 'en_US.UTF-8' }, 'ko', 'ko'],
  // What was said to buha comes first, and is about everything.
  [[], { BUHA_LANG: 'en', LC_ALL: 'ko_KR.UTF-8' }, 'en', 'en'],
  [[], { BUHA_LANG: 'ko', LANG: 'en_US.UTF-8' }, 'ko', 'ko'],
  [['--lang', 'ko'], { BUHA_LANG: 'en', LANG: 'en_US.UTF-8' }, 'ko', 'ko'],
  [['report', '--lang=en'], { BUHA_LANG: 'ko' }, 'en', 'en'],
  [[], { BUHA_LANG: '', LANG: 'en_US.UTF-8' }, 'en', 'ko'],
] as const)('%j with %j: the terminal in %s, documents in %s', (args, env, terminal, documents) => {
  expect(of(args, env)).toStrictEqual([terminal, documents]);
});

const RUN = 'fixtures/runs/seed-all/place-order/summary.json';
const AMERICAN = { env: { LANG: 'en_US.UTF-8' } };

test('an English terminal says in English that it wrote a Korean report', async () => {
  const { stdout, stderr } = await callCommand(['report', RUN], AMERICAN);
  expect([stdout, stderr]).toStrictEqual([
    expect.stringMatching(/[가-힣]/),
    expect.stringMatching(/^(?=.*Missed its goals)[^가-힣]*$/s),
  ]);
});

test('a gate on an English terminal speaks English; its files stay Korean unless told', async () => {
  const texts = [];
  for (const args of [[], ['--format', 'github'], ['--format', 'github', '--lang', 'en']]) {
    const { stdout } = await callCommand(['gate', RUN, '--profile', 'seed', ...args], AMERICAN);
    texts.push(/[가-힣]/.test(stdout));
  }
  expect(texts).toStrictEqual([false, true, false]);
});

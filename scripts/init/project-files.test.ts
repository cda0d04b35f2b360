import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TargetConfig } from '../../options/config.ts';
import { parseSlo } from '../../reports/parse/slo.ts';
import { initWords } from '../../reports/words/init.ts';
import { LANGUAGES } from '../../reports/words/language.ts';
import { guarded } from '../run/production.ts';
import { bodyWith } from './body.ts';
import { FIRST_OF_SHOP } from './chosen.ts';
import { literal, quoted } from './code.ts';
import type { Operation } from './operation.ts';
import { pipelineFile } from './pipelines.ts';
import { projectFiles, withIgnored } from './project-files.ts';
import { shellWord } from './shell-word.ts';

/** What a template literal would take for its own. */
const TRICKY = '`new` $' + '{x}';

const ORDER: Operation = {
  id: 'create-order',
  title: "Order, it's new",
  method: 'POST',
  pattern: '/users/{user-id}/orders',
  values: [{ name: 'user-id', value: 7 }],
  query: '?dry=true',
  body: { type: 'application/json', value: { productId: 7, note: `it's ${TRICKY}` } },
  expect: [201],
};
const FORM: Operation = { ...ORDER, id: 'form', body: { type: 'application/x-www-form-urlencoded', value: 'a=1&b=2' } };
const LINK: Operation = { ...ORDER, id: 'link', method: 'LINK', body: undefined };

const textOf = (operations: readonly Operation[], path: string) =>
  projectFiles(
    { operations, baseUrl: 'http://127.0.0.1:3000', folder: 'loadtest', language: 'en' },
    initWords('en'),
  ).find((file) => file.path === path)?.text ?? '';

describe.each(LANGUAGES)('in %s', (language) => {
  test('what is written is TypeScript, whatever names and values hold', () => {
    const operations = [FIRST_OF_SHOP, ORDER, FORM, LINK];
    const project = { operations, baseUrl: undefined, folder: 'loadtest', language };
    for (const { path, text } of projectFiles(project, initWords(language))) {
      if (path.endsWith('.ts')) expect(() => transformSync(text, { loader: 'ts' }), path).not.toThrow();
    }
  });
});

test('a scenario sends what the operation says', () => {
  const text = textOf([ORDER], 'loadtest/create-order.ts');
  expect(text).toContain("defineScenario('create-order', ({ baseUrl, request }) => {");
  expect(text).toContain('const userId = 7;');
  expect(text).toContain(`JSON.stringify({ productId: 7, note: "it's ${TRICKY}" })`);
  expect(text).toContain('/users/$' + '{userId}/orders?dry=true`, body, params)');
});

test('a body that is no JSON has its type, an unusual method its name', () => {
  expect(textOf([FORM], 'loadtest/form.ts')).toContain("'Content-Type': 'application/x-www-form-urlencoded'");
  expect(textOf([LINK], 'loadtest/link.ts')).toContain("http.request('LINK', `");
});

test('names of placeholders become names of variables, each once, and values are escaped where a path needs it', () => {
  const names = ['delete', 'id', 'id', 'a-b', '주문', 'id2', 'data'];
  const values = names.map((name, at) => ({ name, value: at === 6 ? 'a b/c' : at }));
  const pattern = names.map((name) => `/{${name}}`).join('');
  const text = textOf([{ ...ORDER, pattern, values, query: '', body: undefined }], 'loadtest/create-order.ts');
  const declared = [...text.matchAll(/^ {2}const (\w+) = /gm)].map(([, name]) => name);
  expect(new Set(declared).size).toBe(names.length);
  expect(() => transformSync(text, { loader: 'ts' })).not.toThrow();
  const [, url = ''] = text.match(/`(.*)`/) ?? [];
  const declarations = text.match(/^ {2}const .*$/gm)?.join('') ?? '';
  expect(new Function('baseUrl', `${declarations}return \`${url}\`;`)('')).toBe('/0/1/2/3/4/5/a%20b%2Fc');
});

test.each([
  ['application/vnd.shop.v2+json', { a: 1 }, 'JSON.stringify({ a: 1 })', 'application/vnd.shop.v2+json'],
  ['application/x-ndjson', { a: 1 }, '\'{"a":1}\\n\'', 'application/x-ndjson'],
  ['application/x-www-form-urlencoded', { a: 'x y', b: 1 }, "'a=x%20y&b=1'", 'application/x-www-form-urlencoded'],
  ['application/xml', { a: 1 }, "'text'", 'application/xml'],
])('a body of %s is sent as that', (type, value, written, sent) => {
  const text = textOf([{ ...ORDER, body: bodyWith(type, value) }], 'loadtest/create-order.ts');
  expect(text).toContain(`const body = ${written};`);
  expect(text).toContain(`'Content-Type': '${sent}'`);
});

test('a form of several parts has a boundary, and text in place of its files', () => {
  const { type, value } = bodyWith('multipart/form-data', { name: 'kim', photo: 'text' }, new Set(['photo']));
  expect(type).toBe('multipart/form-data; boundary=----buha');
  expect(value).toBe(
    '------buha\r\nContent-Disposition: form-data; name="name"\r\n\r\nkim\r\n' +
      '------buha\r\nContent-Disposition: form-data; name="photo"; filename="file.txt"\r\nContent-Type: text/plain\r\n\r\ntext\r\n' +
      '------buha--\r\n',
  );
});

test('words for a shell keep their meaning', () => {
  expect(
    ['typescript@>=5.4', 'libsql@^0.5.29', '@types/k6@~2.2', 'buha@file:../buha-0.1.0.tgz', "it's"].map((word) =>
      shellWord(word, 'linux'),
    ),
  ).toStrictEqual([
    "'typescript@>=5.4'",
    "'libsql@^0.5.29'",
    "'@types/k6@~2.2'",
    'buha@file:../buha-0.1.0.tgz',
    "'it'\\''s'",
  ]);
  expect(shellWord('typescript@>=5.4', 'win32')).toBe('"typescript@>=5.4"');
});

test('the config says what is not by default, and the service levels are those of --slo', () => {
  const config = textOf([ORDER], 'buha.config.ts');
  expect(config).toContain(
    "'create-order': {\n      title: \"Order, it's new\",\n      request: 'POST /users/{user-id}/orders',",
  );
  expect(config).toContain('expect: [201],');
  expect(config).toContain("own: { baseUrl: 'http://127.0.0.1:3000' },");
  expect(parseSlo(textOf([ORDER], 'slo.yaml'), 'slo.yaml').everywhere.goals).toHaveLength(2);
});

test.each([
  ['https://api.shop.com/v1', "{ baseUrl: 'https://api.shop.com/v1', production: true }", 'marked'],
  ['https://203.0.113.7:8443', "{ baseUrl: 'https://203.0.113.7:8443', production: true }", 'marked'],
  ['https://staging.shop.com', "{ baseUrl: 'https://staging.shop.com' }", undefined],
  ['http://127.0.0.1:3000', "{ baseUrl: 'http://127.0.0.1:3000' }", undefined],
])('of %s the config says whether each load is asked for', (baseUrl, written, isGuarded) => {
  const [config] = projectFiles({ operations: [ORDER], baseUrl, folder: 'loadtest', language: 'en' }, initWords('en'));
  expect(config?.text).toContain(`own: ${written},`);
  const own = new Function(`return (${written});`)() as TargetConfig;
  expect(guarded(new URL(baseUrl).host, { own })).toBe(isGuarded);
});

test('lines of .gitignore are added once', () => {
  const first = withIgnored('node_modules\n/results\n') ?? '';
  expect(first).toBe('node_modules\n/results\n.buha-*\n.env\n');
  expect(withIgnored(first)).toBeUndefined();
  expect(withIgnored(undefined)).toBe('results/\n.buha-*\n.env\n');
});

describe.each(['github', 'gitlab'] as const)('the pipeline of %s', (host) => {
  const service = { start: 'npm run start', baseUrl: 'http://127.0.0.1:3000' };

  test('starts the service, waits for it, and judges', () => {
    const { text } = pipelineFile(host, { manager: 'pnpm', within: '', service }, initWords('ko'));
    expect(parse(text)).toBeTypeOf('object');
    expect(text).toContain('(npm run start) > service.log 2>&1 &');
    expect(text).toContain('/dev/tcp/127.0.0.1/3000');
    expect(text).toContain('pnpm exec buha run all --gate --yes');
    expect(text.indexOf('pnpm install --frozen-lockfile')).toBeLessThan(text.indexOf('npm run start'));
  });

  test('of a folder below the root works there, and has a name of its own', () => {
    const { path, text } = pipelineFile(host, { manager: 'npm', within: 'apps/my api', service }, initWords('en'));
    const read = parse(text);
    expect(path).toBe({ github: '.github/workflows/load-test-apps-my-api.yml', gitlab: '.gitlab-ci.yml' }[host]);
    if (host === 'github') {
      expect(read.jobs.gate.defaults.run['working-directory']).toBe('apps/my api');
      expect(read.jobs.gate.steps.at(-1).with.path).toBe('apps/my api/results/\napps/my api/service.log\n');
    } else {
      const job = read['load-test-apps-my-api'];
      expect(job.script[0]).toBe("cd 'apps/my api'");
      expect(job.artifacts.paths).toStrictEqual(['apps/my api/results/', 'apps/my api/service.log']);
      expect(job.artifacts.reports.junit).toBe('apps/my api/results/*/gate.xml');
    }
  });

  test('starts nothing where the shop is tested', () => {
    const { text } = pipelineFile(host, { manager: 'npm', within: '', service: undefined }, initWords('en'));
    expect(parse(text)).toBeTypeOf('object');
    expect(text).not.toContain('BASE_URL');
    expect(text).toContain('npx buha run all --gate --yes');
  });
});

test('literals are what JSON says', () => {
  for (const value of [
    0,
    null,
    true,
    '',
    "it's",
    'a"b',
    'a\'b"c',
    '\n\u2028',
    [],
    {},
    [1, { 'a-b': [null] }],
    { a: 'x'.repeat(200) },
  ]) {
    expect(new Function(`return (${literal(value)});`)()).toStrictEqual(value);
  }
  expect(quoted('plain')).toBe("'plain'");
});

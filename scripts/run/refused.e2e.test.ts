import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { errorText } from '../../reports/words/errors.ts';
import { k6Path, Workplace } from '../../testing/run-buha.ts';
import { NO_CONFIG } from '../config/load.ts';
import { findScripts } from './find-scripts.ts';
import { type HandOver, openHandOver } from './hand-over.ts';
import { inspect } from './prepare.ts';

let place: Workplace;
let handOver: HandOver;
beforeAll(async () => {
  place = new Workplace();
  handOver = await openHandOver(place.temporary);
  mkdirSync(place.file('node_modules/pkg'), { recursive: true });
  writeFileSync(place.file('node_modules/pkg/package.json'), '{"name":"pkg","main":"index.js"}');
  writeFileSync(place.file('node_modules/pkg/index.js'), 'export const id = (value) => value;');
});
afterAll(async () => {
  await handOver.remove();
  await place.remove();
});

const RUNS = 'export default function () {}';
const options = (value: string) => `export const options = ${value};\n${RUNS}`;

/** Name, text, where it is said to be wrong, and what is said in Korean. */
const SCRIPTS: readonly (readonly [name: string, text: string, place: string | undefined, korean: string])[] = [
  ['exception.js', `const base = undefined;\nconst url = base.url;\n${RUNS}`, 'exception.js:2', '예외가 발생했습니다'],
  [
    'thrown.js',
    `function load() {\n  throw new Error('E1');\n}\nload();\n${RUNS}`,
    'thrown.js:2',
    '예외가 발생했습니다',
  ],
  ['type.ts', `const x: number = ;\n${RUNS}`, 'type.ts:1', '문법 오류'],
  ['syntax.js', `export default function () { f({ a: 1 }\n}`, 'syntax.js:2', '문법 오류'],
  ['packaged.ts', `import { id } from 'pkg';\nconst x: number = ;\n${RUNS} id(x);`, 'packaged.ts:2', '문법 오류'],
  [
    'in-stand-in.ts',
    `import { id } from 'pkg';\nconst x: any = null;\nid(x).a;\n${RUNS}`,
    'in-stand-in.ts:3',
    '예외가',
  ],
  ['module.js', `import { a } from './none.js';\n${RUNS} a();`, undefined, './none.js'],
  ['package.js', `import { a } from 'absent';\n${RUNS} a();`, 'package.js:1', 'absent'],
  ['extension.js', `import a from 'k6/absent';\n${RUNS} a();`, undefined, 'k6/absent'],
  ['data.js', `\nconst d = open('./none.csv');\n${RUNS} d;`, 'data.js:2', 'none.csv'],
  [
    'packaged-data.js',
    `import { id } from 'pkg';\nconst d = open('./none.csv');\n${RUNS} id(d);`,
    'packaged-data.js:2',
    'none.csv',
  ],
  ['folder.js', `const d = open('./');\n${RUNS} d;`, 'folder.js:1', '폴더를 열 수 없습니다'],
  ['json.js', `const d = JSON.parse('{"a": }');\n${RUNS} d;`, 'json.js:1', 'JSON이 아닌'],
  [
    'request.js',
    `import http from 'k6/http';\nhttp.get('http://127.0.0.1:1/');\n${RUNS}`,
    'request.js:2',
    '함수 밖에서는',
  ],
  ['executor.js', options("{ scenarios: { a: { executor: 'constant-rate' } } }"), undefined, '실행기'],
  [
    'vus.js',
    options("{ scenarios: { a: { executor: 'constant-vus', vus: 0, duration: '1s' } } }"),
    undefined,
    '시나리오 a: ',
  ],
  ['number.js', options("{ vus: 'ten' }"), undefined, "'ten'"],
  ['duration.js', options("{ duration: '10x' }"), undefined, "'10x'"],
  ['shape.js', options("{ stages: 'x' }"), undefined, 'stages'],
  ['threshold.js', options("{ thresholds: { http_req_duration: ['p95<300'] } }"), undefined, 'p95<300'],
  ['method.js', options("{ thresholds: { http_req_failed: ['p(95)<1'] } }"), undefined, 'http_req_failed'],
  ['metric.js', options("{ thresholds: { none: ['rate<1'] } }"), undefined, 'none'],
  ['exec.js', options("{ scenarios: { a: { executor: 'shared-iterations', exec: 'gone' } } }"), undefined, 'gone'],
  ['empty.js', 'const a = 1;', undefined, '실행할 함수가 없습니다'],
];

/** Of these an error may speak in Latin letters: names of k6, of options and of JavaScript. */
const NAMES =
  /\b(?:k6|K6_BIN|import|npm|open|default|export|function|executor|exec|options|vus|setup|JSON|VU|path|to|rate|avg|count|p|constant-vus|ramping-vus|constant-arrival-rate|ramping-arrival-rate|shared-iterations|per-vu-iterations)\b/g;

async function refusalOf(name: string, text: string): Promise<BuhaError<'script-refused'>> {
  writeFileSync(place.file(name), text);
  const fault = await findScripts([place.file(name)], handOver, NO_CONFIG, () => {})
    .then(([script]) => {
      if (!script) throw new Error('no script');
      const { signal } = new AbortController();
      // As a run has it: none is looked for in the network.
      const env = { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false' };
      return inspect(script, k6Path(), env, { redact: (said) => said, signal });
    })
    .catch((thrown: unknown) => thrown);
  if (!(fault instanceof BuhaError) || fault.code !== 'script-refused') throw new Error(`not refused: ${fault}`);
  return fault as BuhaError<'script-refused'>;
}

describe('a script that k6 refuses is told in our own words', () => {
  test.each(SCRIPTS)('%s', async (name, text, where, korean) => {
    const fault = await refusalOf(name, text);
    const { script, causes } = fault.facts;
    expect(fault.facts.place?.split(/[\\/]/).at(-1)).toBe(where);
    const told = { ko: errorText(fault, 'ko'), en: errorText(fault, 'en') };
    expect(told.ko).toContain(korean);
    for (const one of [told.ko, told.en])
      expect(one).not.toMatch(/file:\/\/|GoError|go\.k6\.io|\.buha-|moduleSpecifier|\tat /);
    const own = [
      script,
      fault.facts.place ?? '',
      ...causes.flatMap(({ values, scenario = '' }) => [...values, scenario]),
    ];
    const words = own.reduce((left, fact) => (fact === '' ? left : left.replaceAll(fact, '')), told.ko);
    expect(words.replaceAll(NAMES, '')).not.toMatch(/[a-z]{2}/i);
  });

  test('values are the names of the user, not sentences of k6', async () => {
    for (const [name, text, , korean] of SCRIPTS) {
      if (korean.startsWith('예외')) continue;
      const { causes } = (await refusalOf(name, text)).facts;
      for (const { id, values } of causes) {
        expect(id).not.toMatch(/^(?:other|exception)$/);
        for (const value of values) expect(value).not.toMatch(/[a-z] [a-z]+ [a-z]/);
      }
    }
  });
});

test('an exception in setup() is told with its place, without its trace', async () => {
  writeFileSync(
    place.file('setup.js'),
    `export const options = { vus: 1, iterations: 1 };\nexport function setup() {\n  const login = null;\n  return login.token;\n}\n${RUNS}`,
  );
  const ended = await place.start(['run', 'setup.js', '--yes']).ended;
  expect(ended.code).toBe(30);
  expect(ended.stderr).toMatch(/k6 오류: TypeError: .*'token'.* \(setup\.js:4\)\n/);
  expect(ended.stderr + ended.stdout).not.toMatch(/file:\/\/|\n\s*at /);
});

test('flags that k6 refuses are told in our own words', async () => {
  writeFileSync(place.file('flags.js'), RUNS);
  const ended = await place.start(['run', 'flags.js', '--yes', '--', '--max-redirects', 'ten']).ended;
  expect(ended.stderr).toContain("--max-redirects에 쓸 수 없는 값입니다: 'ten'");
  expect(ended.stderr).not.toMatch(/strconv|invalid/);
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const BIOME = resolve('node_modules/@biomejs/biome/bin/biome');

/** Where a source file stands, what it may import, and what it may not: the arrows of ARCHITECTURE.md. */
const ARROWS: readonly (readonly [file: string, allowed: readonly string[], forbidden: readonly string[]])[] = [
  ['options/x.ts', ['./y.ts'], ['../reports/model/y.ts', '../scripts/y.ts', '../testing/y.ts', 'k6/http', 'node:fs']],
  [
    'scenarios/x.ts',
    ['./y.ts', '../options/y.ts', 'k6', 'k6/http'],
    ['../reports/model/y.ts', '../scripts/y.ts', '../shop/y.ts', '../testing/y.ts', 'node:fs', 'zod'],
  ],
  ['scenarios/examples/x.ts', ['../y.ts', '../../options/y.ts'], ['../../reports/model/y.ts', '../../testing/y.ts']],
  [
    'shop/x.ts',
    ['./y.ts', 'node:http', 'libsql'],
    ['../reports/text/y.ts', '../options/y.ts', '../testing/y.ts', 'zod'],
  ],
  [
    'page/x.ts',
    ['../reports/render/y.ts', '../reports/words/y.ts', 'echarts/core'],
    ['../reports/parse/y.ts', '../reports/analyse/y.ts', '../scripts/y.ts', '../testing/y.ts', 'node:fs'],
  ],
  [
    'scripts/run/x.ts',
    ['../../reports/render/y.ts', '../../options/y.ts', '../../shop/y.ts', '../read/y.ts', 'node:fs'],
    ['../../testing/y.ts', '../../bench/y.ts', '../../page/y.ts', '../../scenarios/y.ts'],
  ],
  ['build.mjs', ['./scripts/y.mjs', 'node:fs'], ['./testing/y.ts', './bench/y.ts']],
  ['testing/x.ts', ['../scripts/y.ts', '../reports/parse/y.ts'], []],
  ['bench/x.ts', ['../scripts/y.ts', '../testing/y.ts'], []],
  ['scripts/x.test.ts', ['../testing/y.ts', '../scenarios/y.ts'], []],
  ['reports/analyse/x.test.ts', ['../parse/y.ts', '../words/y.ts', '../../testing/y.ts', 'node:fs'], []],
  ['reports/x.ts', ['./model/y.ts'], ['../scripts/y.ts', '../testing/y.ts', '../shop/y.ts', 'node:fs', 'commander']],
  ['reports/numbers/x.ts', ['./y.ts'], ['../model/y.ts', '../text/y.ts', '../../options/y.ts', '../../testing/y.ts']],
  [
    'reports/text/x.ts',
    ['./y.ts', 'get-east-asian-width'],
    ['../model/y.ts', 'zod', '../words/y.ts', '../render/y.ts', '../../options/y.ts'],
  ],
  [
    'reports/model/x.ts',
    ['./y.ts', '../numbers/y.ts', '../text/y.ts', '../../options/y.ts'],
    ['../parse/y.ts', '../analyse/y.ts', '../words/y.ts', '../render/y.ts', '../../testing/y.ts', 'zod'],
  ],
  [
    'reports/parse/samples/x.ts',
    ['../y.ts', '../../model/y.ts', '../../numbers/y.ts', '../../text/y.ts', 'zod'],
    ['../../analyse/y.ts', '../../assemble/y.ts', '../../words/y.ts', '../../render/y.ts', '../../../scripts/y.ts'],
  ],
  [
    'reports/assemble/x.ts',
    ['../parse/y.ts', '../analyse/y.ts', '../model/y.ts', '../../options/y.ts'],
    ['../words/y.ts', '../render/y.ts', '../verify/y.ts', '../../scripts/y.ts', '../../testing/y.ts', 'node:fs'],
  ],
  [
    'reports/analyse/rules/x.ts',
    ['../y.ts', '../../model/y.ts', '../../numbers/y.ts', '../../text/y.ts', '../../../options/y.ts'],
    [
      '../../parse/y.ts',
      '../../assemble/y.ts',
      '../../render/y.ts',
      '../../words/y.ts',
      '../../../testing/y.ts',
      'node:fs',
    ],
  ],
  [
    'reports/words/x.ts',
    ['./y.ts', './ko/y.ts', '../model/y.ts', '../text/y.ts', '../../options/y.ts'],
    ['../analyse/y.ts', '../parse/y.ts', '../render/y.ts', '../verify/y.ts', '../../scripts/y.ts', 'node:fs'],
  ],
  [
    'reports/words/en/x.ts',
    ['./y.ts', '../y.ts', '../ko/y.ts', '../../model/y.ts', '../../text/y.ts', '../../../options/y.ts'],
    ['../../analyse/limits.ts', '../../parse/y.ts', '../../render/y.ts', '../../numbers/y.ts', '../../../testing/y.ts'],
  ],
  [
    'reports/render/charts/x.ts',
    ['../y.ts', '../../analyse/y.ts', '../../words/y.ts', '../../text/y.ts', 'echarts'],
    [
      '../../parse/y.ts',
      '../../assemble/y.ts',
      '../../verify/y.ts',
      '../../../scripts/y.ts',
      '../../../page/y.ts',
      'node:fs',
    ],
  ],
  [
    'reports/verify/x.ts',
    ['../parse/y.ts', '../assemble/y.ts', '../words/y.ts', '../analyse/y.ts'],
    ['../render/y.ts', '../../scripts/y.ts', '../../testing/y.ts', 'node:fs', 'commander'],
  ],
];

/** What the linter of this repository says of files that import so: `file: specifier`. */
function refused(arrows: typeof ARROWS): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'buha-arrows-'));
  try {
    const config = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [file, allowed, forbidden] of arrows) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(
        join(folder, file),
        [...allowed, ...forbidden].map((specifier) => `import '${specifier}';\n`).join(''),
      );
    }
    const { stdout } = spawnSync(
      process.execPath,
      [BIOME, 'lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'],
      { cwd: folder, encoding: 'utf8' },
    );
    return [...stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)].map(([, file = '', line]) => {
      const path = file.replaceAll('\\', '/');
      const [name, allowed = [], forbidden = []] = arrows.find(([own]) => path.endsWith(`/${own}`)) ?? [file];
      return `${name}: ${[...allowed, ...forbidden][Number(line) - 1]}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the linter refuses every import that runs against the data, and no other', () => {
  const expected = ARROWS.flatMap(([file, , forbidden]) => forbidden.map((specifier) => `${file}: ${specifier}`));
  expect(refused(ARROWS).toSorted()).toStrictEqual(expected.toSorted());
});

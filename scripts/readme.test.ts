import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSlo } from '../reports/parse/slo.ts';
import { ROOT } from './paths.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Bold and links say the same without their marks. */
const bare = (line: string) => line.replaceAll('**', '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');

describe.each(['README.md', 'README.ko.md'])('%s', (name) => {
  const lines = read(name).split('\n');
  const golden = new Set(read('fixtures/golden/seed-all.ko.md').split('\n').map(bare));

  test('quotes the golden report to the letter', () => {
    const quoted = lines.filter((line) => line.startsWith('> - ')).map((line) => line.slice(2));
    const rows = lines.filter((line) => /^\| (?:잔액|상품) .* API \|/.test(line));
    expect([quoted.length, rows.length]).toEqual([4, 4]);
    expect([...quoted, ...rows].filter((line) => !golden.has(line))).toEqual([]);
  });

  test('shows service levels that --slo takes', () => {
    const [, yaml = ''] = lines.join('\n').match(/```yaml\n([\s\S]*?)```/) ?? [];
    const { everywhere, byName } = parseSlo(yaml, name);
    expect(everywhere.goals.length).toBe(2);
    expect(byName.get('get-balance')?.goals.length).toBe(5);
  });

  test('speaks of every command and script that there is, and of no other', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = lines.join('\n').matchAll(/npm run (?:-s )?([\w:]+)/g);
    for (const [, script = ''] of named) expect(scripts).toHaveProperty([script]);
  });
});

test('the two READMEs have the same commands, links and figures', () => {
  const parts = (name: string) => {
    const text = read(name);
    return {
      blocks: [...text.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, code = '']) =>
        // Comments and titles are in the reader's language.
        code
          .replaceAll(/#.*$|\/\/.*$|"[^"]*"|'[^']*'/gm, '')
          .replaceAll(/ *\n */g, '\n')
          .trim(),
      ),
      links: [...text.matchAll(/\]\(([^)]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !link.startsWith('README')),
    };
  };
  expect(parts('README.ko.md')).toEqual(parts('README.md'));
});

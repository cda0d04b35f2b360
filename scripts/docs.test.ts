import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dirname as folderOf, join as joined } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { profileNames } from '../options/profiles.ts';
import { parseSlo } from '../reports/parse/slo.ts';
import { API_IDS, PROJECT } from '../testing/own-project.ts';
import { definition, refusal } from '../testing/refusal.ts';
import {
  buhaArguments,
  commandsOf,
  ENGLISH,
  ENGLISH_ONLY,
  KOREAN,
  namedCommands,
  npmScripts,
  readDocument,
  type ShownLine,
  shownLines,
} from '../testing/shown-commands.ts';
import { ROOT } from './paths.ts';

const ALL = [...ENGLISH, ...KOREAN, ...ENGLISH_ONLY];

/** One of the catalogue, the one that the guides add to it, all of it, a script, or the reader's folder of them. */
const isScenario = (name = '') =>
  [...API_IDS, 'all', 'cancel-order', 'create-order', 'first', 'loadtest'].includes(name) ||
  (/\.[jt]s$/.test(name) && !/^scenarios\//.test(name)) ||
  existsSync(join(ROOT, name));

async function faultOf(words: readonly string[]): Promise<string | undefined> {
  try {
    const args = buhaArguments(words);
    if (!args) return undefined;
    if (args[0] === 'run' && !isScenario(args[1])) return `no scenario ${args[1]}`;
    return await refusal(args);
  } catch (fault) {
    return String(fault);
  }
}

async function faults(lines: readonly ShownLine[]): Promise<string[]> {
  const found: string[] = [];
  for (const { place, text } of lines) {
    for (const { words } of commandsOf(text)) {
      const fault = await faultOf(words);
      if (fault) found.push(`${place}: ${text}: ${fault}`);
    }
  }
  return found;
}

describe('commands that people are told to type', () => {
  test.each(ALL)('are as the command line defines them: %s', async (path) => {
    expect(await faults(shownLines(path))).toEqual([]);
    const whole = namedCommands(path).filter(({ text }) => !/…|FOLDER|FILE/.test(text));
    // Prose may leave out what a command works on.
    expect((await faults(whole)).filter((fault) => !/missingArgument|missingMandatory/.test(fault))).toEqual([]);
  });

  test('a wrong one would be found', async () => {
    const wrong = [
      'npx buha reprot a.json',
      'npx buha report --fromat md',
      'buha report --format docx',
      'buha baseline accept',
      'npm run nothing',
      'npm run gate --yes',
      'k6 run a.js | npx buha verify',
      'buha run get-balanec',
      'buha run get-balance --profile nothing',
      'buha run script.js -- --out json=x',
    ];
    expect((await faults(wrong.map((text) => ({ place: 'here', text })))).length).toBe(wrong.length);
  });

  test('name every command of buha and every script of package.json', async () => {
    const shown = [...ENGLISH, ...ENGLISH_ONLY]
      .flatMap((path) => [...shownLines(path), ...namedCommands(path)])
      .map(({ text }) => text);
    const args = shown.flatMap((text) => commandsOf(text)).map(({ words }) => buhaArguments(words)?.[0]);
    const { commands } = await definition();
    expect(commands.map((command) => command.name()).filter((name) => !args.includes(name))).toEqual([]);
    // npm itself runs these.
    const scripts = Object.keys(npmScripts()).filter((name) => !['prepare', 'prepack'].includes(name));
    expect(
      scripts.filter(
        (name) =>
          !shown.some((text) => commandsOf(text).some(({ words }) => words[0] === 'npm' && words.includes(name))),
      ),
    ).toEqual([]);
  });
});

/** The anchors that GitHub gives to headings. */
const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '');
const linksOf = (text: string) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
const isOutside = (link: string) => /^https?:/.test(link);

/** Where a link of a document leads, from the root. */
const destination = (path: string, link: string) => {
  const [file = '', anchor] = link.split('#');
  return { file: file === '' ? path : joined(folderOf(path), file), anchor };
};

const PLACES = ['reports/README.md', 'templates/README.md', 'shop/README.md', 'k6/README.md', 'CHANGELOG.md'];

describe('links', () => {
  test.each([...ALL, ...PLACES])('lead to something that is there: %s', (path) => {
    const broken = linksOf(readDocument(path)).filter((link) => {
      if (isOutside(link)) return false;
      const { file, anchor } = destination(path, link);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchors(readDocument(file)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('of documents that the package holds lead to files that it has', () => {
    const { files } = JSON.parse(readDocument('package.json')) as { files: string[] };
    // npm packs these always.
    const packed = [...files, 'README.md', 'LICENSE', 'package.json'];
    const isPacked = (file: string) => packed.some((name) => file === name || file.startsWith(`${name}/`));
    const documents = [...ALL, ...PLACES].filter(isPacked);
    expect(documents.length).toBeGreaterThan(30);
    const outside = documents.flatMap((path) =>
      linksOf(readDocument(path))
        .filter((link) => !isOutside(link) && !isPacked(destination(path, link).file))
        .map((link) => `${path}: ${link}`),
    );
    expect(outside).toEqual([]);
  });

  test('of the README lead to every guide', () => {
    for (const [path, documents] of [
      ['README.md', ENGLISH],
      ['README.ko.md', KOREAN],
    ] as const) {
      const targets = linksOf(readDocument(path)).map((link) => destination(path, link).file);
      expect(documents.filter((document) => document !== path && !targets.includes(document))).toEqual([]);
    }
  });
});

describe('English and Korean', () => {
  test('have the same documents', () => {
    expect(KOREAN.map((path) => path.replace('docs/ko/', 'docs/').replace('.ko.md', '.md'))).toEqual(ENGLISH);
  });

  /** Comments and titles are in the reader's language. */
  const code = (text: string) =>
    [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, block = '']) =>
      block
        .replaceAll(/#.*$|\/\/.*$|"[^"]*"|'[^']*'/gm, '')
        .replaceAll(/ *\n */g, '\n')
        .trim(),
    );

  const shape = (path: string) => {
    const text = readDocument(path);
    const prose = withoutCode(text);
    const neutral = (file: string) => file.replace('docs/ko/', 'docs/').replace('README.ko.md', 'README.md');
    return {
      code: code(text),
      links: linksOf(text)
        .map((link) => (isOutside(link) ? link : neutral(destination(path, link).file)))
        .toSorted(),
      headings: [...prose.matchAll(/^#+(?= )/gm)].map(([level]) => level),
      rows: [...prose.matchAll(/^\|.*\|$/gm)].map(([row]) => row.split('|').length),
      items: [...prose.matchAll(/^(?:- |\d+\. )/gm)].length,
    };
  };

  test.each(ENGLISH.map((path, index) => [path, KOREAN[index] ?? '']))('say the same: %s, %s', (english, korean) => {
    expect(shape(korean)).toEqual(shape(english));
  });
});

/** What will be there once somebody adds what an example is about. */
const EXAMPLES = /slow-connect|csv|^scenarios\/cancel-order/;

test.each(ALL)('paths that %s names are there', (path) => {
  const prose = withoutCode(readDocument(path));
  const named = [
    ...prose.matchAll(
      /`((?:options|scenarios|reports|templates|page|shop|scripts|testing|fixtures|docs|schema)\/[\w./-]*)`/g,
    ),
  ];
  const missing = named
    .map(([, name = '']) => name)
    .filter((name) => !EXAMPLES.test(name) && !existsSync(join(ROOT, name)));
  expect(missing).toEqual([]);
});

test.each(['docs/running.md', 'docs/ko/running.md'])('%s has every profile in its table', (path) => {
  const rows = [...readDocument(path).matchAll(/^\| (`.*?) \|/gm)].map(([, names = '']) => names).join();
  expect(profileNames(PROJECT).filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});

/** Bold and links say the same without their marks. */
const bare = (line: string) => line.replaceAll('**', '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');

test.each(['README.md', 'README.ko.md'])('%s is short, and quotes the golden report to the letter', (path) => {
  const lines = readDocument(path).split('\n');
  expect(lines.length).toBeLessThanOrEqual(150);
  const language = path.includes('.ko.') ? 'ko' : 'en';
  const golden = new Set(readDocument(`fixtures/golden/seed-all.${language}.md`).split('\n').map(bare));
  const quoted = lines.filter((line) => line.startsWith('> - ')).map((line) => line.slice(2));
  const rows = lines.filter((line) => /^\| [^[|]* API \|/.test(line));
  expect([quoted.length, rows.length]).toEqual([4, 4]);
  expect([...quoted, ...rows].filter((line) => !golden.has(line))).toEqual([]);
});

test.each(['docs/gate.md', 'docs/ko/gate.md'])('%s shows service levels that --slo takes', (path) => {
  const [, yaml = ''] = readDocument(path).match(/```yaml\n([\s\S]*?)```/) ?? [];
  const { everywhere, byName } = parseSlo(yaml, path);
  expect(everywhere.goals.length).toBe(2);
  expect(byName.get('get-balance')?.goals.length).toBe(5);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';

const ROOMS = ['bench', 'options', 'page', 'reports', 'scenarios', 'scripts', 'shop', 'testing'];

const IMPORT = /^(?:import|export)\s(?:[^'";]*?from )?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm;

/** Every source file with the files that it imports, paths from the root of the repository. */
function importsOf(rooms: readonly string[]): Map<string, readonly string[]> {
  const files = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .map((file) => join(room, file.replaceAll('\\', '/')))
      .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.includes('node_modules/')),
  );
  const imported = (file: string) =>
    [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, fixed, dynamic]) =>
      join(dirname(file), fixed ?? dynamic ?? ''),
    );
  return new Map(files.map((file) => [file, imported(file)]));
}

/** Circles of more than one file: strongly connected components (Tarjan 1972). */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = lowest.size;
    lowest.set(file, own);
    open.push(file);
    const reached = (imports.get(file) ?? []).map((other) => {
      const seen = lowest.get(other);
      if (seen === undefined) return visit(other);
      return open.includes(other) ? seen : own;
    });
    const low = Math.min(own, ...reached);
    lowest.set(file, low);
    if (low === own) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) circles.push(circle.toSorted());
    }
    return low;
  };
  for (const file of imports.keys()) if (!lowest.has(file)) visit(file);
  return circles;
}

test('a circle is found, whatever leads into it', () => {
  const imports = { a: ['b'], b: ['c', 'e'], c: ['d'], d: ['b', 'e'], e: [], f: ['f', 'a'] };
  expect(circlesOf(new Map(Object.entries(imports)))).toStrictEqual([['b', 'c', 'd']]);
});

test('no files import each other in a circle, not even their types', () => {
  const imports = importsOf(ROOMS);
  expect(imports.get('reports/analyse/analyse.ts')).toContain('reports/analyse/rules/drift.ts');
  expect(circlesOf(imports)).toStrictEqual([]);
});

test('what ships knows no project, this one neither: only its scenarios, the build and tests read its config', () => {
  const imports = importsOf(['options', 'page', 'reports', 'scripts', 'shop']);
  const reading = [...imports].filter(
    ([file, others]) =>
      !file.endsWith('.test.ts') &&
      others.some((other) => other === 'buha.config.ts' || other.startsWith('scenarios/')),
  );
  expect(reading.map(([file]) => file)).toStrictEqual([]);
  // The pattern finds what it looks for.
  expect(importsOf(['scenarios']).get('scenarios/own-apis.ts')).toContain('buha.config.ts');
});

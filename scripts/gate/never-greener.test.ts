import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { parseText } from '../../reports/parse/text.ts';
import { callCommand } from '../../testing/call-command.ts';
import { ROOT } from '../paths.ts';

/** A metric's line of k6's text with a mark before its name, one of its thresholds, or what k6 says at the end. */
const MARKED = [
  /^.*✗ +(?:\w+|\{[^}]*\})(?:\{[^}]*\})?\.*: /m,
  /✗ +(?:'|&#x27;)(?:avg|min|med|max|p\(|rate|count|value)/,
  /thresholds on metrics? '[^']*' have been crossed/,
];

/** Whether a threshold of a summary is marked as crossed, in the words of either form, without buha's own readers. */
function hasCrossed(value: unknown, isOfThresholds = false): boolean {
  if (typeof value !== 'object' || value === null) return isOfThresholds && value === true;
  return Object.entries(value).some(([key, inner]) =>
    isOfThresholds && typeof inner === 'object' && inner !== null
      ? 'ok' in inner && inner.ok === false
      : hasCrossed(inner, isOfThresholds || key === 'thresholds'),
  );
}

/** Of the samples no line says what k6 made of them. */
const isSamples = (file: string) => /\.(?:csv|ndjson)(?:\.gz)?$/.test(file);

const isRedText = (text: string) => MARKED.some((mark) => mark.test(text));

function isRedByK6(file: string): boolean {
  if (isSamples(file)) return false;
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (!file.endsWith('.json')) return isRedText(text);
  try {
    const json: unknown = JSON.parse(text);
    return hasCrossed(json);
  } catch {
    return false;
  }
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

const isOutput = (file: string) => /\.(?:json|txt|md|csv\.gz|ndjson\.gz|csv)$/.test(file) && !/README/.test(file);

/** The parser keeps a crossed threshold, or refuses the text. */
function isSeenAsRed(text: string): boolean {
  try {
    return parseText(text, 'k6.txt').some(({ measured }) => measured.thresholds.some(({ passed }) => !passed));
  } catch (fault) {
    return fault instanceof BuhaError;
  }
}

/** Goals that everything meets: without any, nothing passes anyhow. */
const slo = join(mkdtempSync(join(tmpdir(), 'buha-never-greener-')), 'slo.yaml');
writeFileSync(slo, 'default: { p95: 1h, failed: 100% }\n');
afterAll(() => rmSync(dirname(slo), { recursive: true }));

const RECORDED = filesBelow(join(ROOT, 'fixtures', 'runs')).filter(isOutput);
const CASES_FOLDER = join(ROOT, '..', 'shared', 'cases');
const CASES = existsSync(CASES_FOLDER) ? filesBelow(CASES_FOLDER).filter(isOutput) : [];
/** Their marks came through a code page that knows none. */
const ILLEGIBLE = ['06-powershell-cp949-utf16.txt', '07-read-as-cp1252.txt'];

describe('where k6 marked a threshold as crossed, the gate does not end with 0', () => {
  const isRed = (file: string) => isRedByK6(file) || ILLEGIBLE.includes(basename(file));
  const red = [...RECORDED, ...CASES].filter(isRed);

  test('and there are outputs of every form and version with one', () => {
    const forms = new Set(red.map((file) => relative(ROOT, file).replace(/^.*\/((?:\d+\.){2}\d+)\/\w+\./, '$1 ')));
    for (const version of ['0.49.0', '0.56.0', '1.8.1', '2.2.0']) {
      expect(forms).toContain(`${version} handle-summary.json`);
      expect(forms).toContain(`${version} summary-export.json`);
      expect(forms).toContain(version < '1' ? `${version} text.txt` : `${version} full.txt`);
    }
  });

  test.each(red.map((file) => [relative(ROOT, file), file]))('%s', async (_, file) => {
    expect((await callCommand(['gate', file])).code).not.toBe(0);
    if (!ILLEGIBLE.includes(basename(file))) expect((await callCommand(['gate', file, '--slo', slo])).code).not.toBe(0);
  });

  const texts = red.filter((file) => file.endsWith('.txt') && RECORDED.includes(file));
  test.each(texts.map((file) => [relative(ROOT, file), file]))('%s without any one of its lines', (_, file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const greener = lines.filter((__, at) => {
      const input = lines.toSpliced(at, 1).join('\n');
      return isRedText(input) && !isSeenAsRed(input);
    });
    expect(greener).toStrictEqual([]);
  });
});

describe('where k6 ended with a fault, the gate does not end with 0', () => {
  const records = RECORDED.filter((file) => basename(file) === 'run.json').map(dirname);

  test.each(records.map((folder) => [relative(ROOT, folder), folder]))('%s, whatever the code', async (_, recorded) => {
    const folder = mkdtempSync(join(dirname(slo), 'run-'));
    cpSync(recorded, folder, { recursive: true });
    const record: RunRecord = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    for (const code of [97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 255, 1, null]) {
      writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...record, exit: { ...record.exit, code } }));
      expect((await callCommand(['gate', folder, '--slo', slo])).code, String(code)).not.toBe(0);
    }
  });
});

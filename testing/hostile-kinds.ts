import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseEnvFile } from '../scripts/run/env-file.ts';
import { readTargetInfo } from '../scripts/run/target-info.ts';
import { readTestData } from '../scripts/run/test-data.ts';
import {
  BALANCE,
  baselineFrom,
  besideRun,
  type Example,
  filesOf,
  fixture,
  inFolder,
  METRICS_CSV,
  NOTES,
  ORDER,
  packed,
  recorded,
  SLO,
  SOUND_ANSWER,
  templates,
  text,
} from './hostile-examples.ts';
import { analysedReference } from './reference-runs.ts';

/** Every kind of input that buha reads, and what may be asked of one that is harmed. */

/** A command's words, or a reader that `run` calls before any load. */
export type Ask = readonly string[] | (() => Promise<unknown>);

export interface Kind {
  readonly name: string;
  readonly isJson: boolean;
  readonly examples: readonly Example[];
  /** What becomes of damaged bytes before they are written. */
  readonly pack?: (bytes: Uint8Array) => Uint8Array;
  /** `path` is where the input lies; what is written goes to `out`. */
  readonly asks: (path: string, out: string) => readonly Ask[];
}

const inEach = (...words: readonly string[]): Ask[] => [
  [...words, '--lang', 'ko'],
  [...words, '--lang', 'en'],
];
const reports = (out: string, ...words: readonly string[]): Ask[] => [
  ...inEach('report', ...words, '--format', 'md', '-o', '-'),
  ...inEach('report', ...words, '-o', join(out, 'report.md')),
  ...inEach('report', ...words, '--format', 'html', '-o', join(out, 'report.html')),
  ...inEach('report', ...words, '--format', 'json', '-o', '-'),
];
const gates = (...words: readonly string[]): Ask[] =>
  ['table', 'json', 'junit', 'github'].flatMap((format) => inEach('gate', ...words, '--format', format));
const readings = (path: string, out: string): Ask[] => [...reports(out, path), ...gates(path)];

const SUMMARY = fixture('runs', 'seed-all', 'get-balance', 'summary.json');

const folderAsks = (path: string, out: string): Ask[] => {
  const folder = dirname(path);
  return [
    ...readings(folder, out),
    ...inEach('history', dirname(folder)),
    ...inEach('baseline', 'accept', folder, '--baselines', join(out, 'baselines')),
    ...inEach('compare', folder, BALANCE),
    ...inEach('compare', BALANCE, folder, '--force-compare', '--format', 'html', '-o', join(out, 'rounds.html')),
  ];
};

const ANSWER = 'answer.json';
const QUERIES = 'queries.txt';
const RANGE = '/api/v1/query_range';

/** A Prometheus that answers with what lies at the path in its address; without one, as it should. */
export const answering: RequestListener = ({ url = '' }, response) => {
  const path = decodeURIComponent(url.slice(0, url.indexOf(RANGE)));
  response.end(path === '' ? SOUND_ANSWER : readFileSync(path));
};

/** `prometheus` is the address of one that is `answering`. */
export const kinds = (prometheus: string): readonly Kind[] => {
  const asksOfSlo = (path: string): Ask[] => gates(BALANCE, '--slo', path);
  const asked = (path: string, out: string, address: string, queries: string) =>
    reports(out, dirname(path), '--server-metrics', address, '--server-queries', queries);
  return [
    {
      ...{ name: "k6's text", isJson: false, asks: readings },
      examples: [...recorded(/(?:text|full|compact)\.txt$/, 'k6.txt'), ...filesOf('runs/reference', /txt$/, 'k6.txt')],
    },
    {
      ...{ name: '--summary-export', isJson: true, asks: readings },
      examples: recorded(/export\.json$/, 'summary.json'),
    },
    {
      ...{ name: 'handleSummary', isJson: true, asks: readings },
      examples: recorded(/(?:handle-summary|readable)\.json$/, 'summary.json'),
    },
    {
      ...{ name: 'NDJSON', isJson: false, asks: readings },
      examples: [
        ...recorded(/(?:refused|quiet)\.(?:machine-readable\.)?ndjson\.gz$/, 'samples.ndjson'),
        packed('default-tags.ndjson.gz', 'samples.ndjson'),
        packed('lean-tags.ndjson.gz', 'samples.ndjson'),
      ],
    },
    {
      ...{ name: 'CSV', isJson: false, asks: readings },
      examples: [
        ...recorded(/(?:refused|quiet)\.csv\.gz$/, 'samples.csv'),
        packed('default-tags.csv.gz', 'samples.csv'),
        packed('lean-tags.csv.gz', 'samples.csv'),
      ],
    },
    {
      ...{ name: 'CSV in gzip', isJson: false, asks: readings, pack: gzipSync },
      examples: [
        ...recorded(/(?:refused|quiet)\.csv\.gz$/, 'samples.csv.gz'),
        packed('default-tags.csv.gz', 'samples.csv.gz'),
      ],
    },
    {
      ...{ name: 'damaged gzip', isJson: false, asks: readings },
      examples: recorded(/quiet\.(?:csv|ndjson)\.gz$/, 'samples.csv.gz').map(({ file, bytes }) => ({
        ...{ file, bytes: gzipSync(bytes) },
      })),
    },
    {
      ...{ name: 'run.json', isJson: true, asks: folderAsks },
      examples: inFolder('run.json', 'own-scripts/stages', 'seed-all/get-balance', 'seed-all/place-order'),
    },
    {
      ...{ name: 'summary.json of a folder', isJson: true, asks: folderAsks },
      examples: inFolder('summary.json', 'own-scripts/stages', 'seed-all/get-balance', 'seed-all/get-product'),
    },
    {
      ...{ name: 'samples of a folder', isJson: false, asks: folderAsks },
      examples: inFolder('samples.csv.gz', 'own-scripts/groups'),
    },
    { name: 'slo.yaml', isJson: false, asks: asksOfSlo, examples: [text('slo.yaml', SLO)] },
    {
      ...{ name: 'baseline', isJson: true },
      asks: (path) => gates(BALANCE, '--baseline', path),
      examples: [
        baselineFrom([analysedReference('get-balance')]),
        baselineFrom([
          analysedReference('get-balance'),
          ...Array.from({ length: 11 }, () => analysedReference('get-balance')),
        ]),
      ],
    },
    {
      ...{ name: 'notes', isJson: false, asks: (path, out) => reports(out, SUMMARY, '--notes', path) },
      examples: [
        text('notes.md', NOTES),
        { file: 'notes.md', bytes: readFileSync(fixture('runs', 'seed-all', 'opinion.md')) },
      ],
    },
    {
      ...{ name: 'templates', isJson: false, examples: templates() },
      asks: (path, out) => [
        ...reports(out, SUMMARY, '--template', dirname(path)),
        ...inEach('compare', BALANCE, ORDER, '--force-compare', '--template', dirname(path)),
      ],
    },
    {
      ...{ name: "k6's options", isJson: true, asks: (path, out) => reports(out, SUMMARY, '--options', path) },
      examples: ['own-scripts/stages', 'seed-all/get-balance', 'stress'].map((folder) => {
        const { options } = JSON.parse(readFileSync(fixture('runs', folder, 'run.json'), 'utf8')) as {
          options: unknown;
        };
        return text('options.json', JSON.stringify(options));
      }),
    },
    {
      ...{
        name: 'server metrics',
        isJson: false,
        examples: [besideRun('metrics.csv', ['time,name,value', ...METRICS_CSV, ''].join('\n'))],
      },
      asks: (path, out) => reports(out, dirname(path), '--server-metrics', path),
    },
    {
      ...{ name: 'queries', isJson: false, asks: (path, out) => asked(path, out, prometheus, path) },
      examples: [
        besideRun(QUERIES, '# of the shop\ncpu: rate(process_cpu_seconds_total[30s])\npool: db_pool_active{db="x"}\n'),
      ],
    },
    {
      ...{ name: 'answers of Prometheus', isJson: true, examples: [besideRun(ANSWER, SOUND_ANSWER)] },
      asks: (path, out) => asked(path, out, `${prometheus}${encodeURI(path)}`, join(dirname(path), QUERIES)),
    },
    {
      ...{ name: 'users and products', isJson: false, asks: (path) => [() => readTestData(path)] },
      examples: [text('users.csv', 'id,token\n1,abcdefgh12\n2,"a,b"\n\n3,홍길동-토큰\n'), text('p.csv', 'id\n1\n2\n')],
    },
    {
      ...{ name: 'target info', isJson: false, asks: (path) => [() => readTargetInfo(path)] },
      examples: [text('t.txt', '# shop\nDB: PostgreSQL 16\n인스턴스: 2대\n'), text('t.json', '{"DB": "x", "pods": 3}')],
    },
    {
      ...{ name: '.env', isJson: false },
      asks: (path) => [async () => parseEnvFile(readFileSync(path, 'utf8'), path)],
      examples: [text('.env', '# x\nexport A="b c"\nTOKEN=\'x y\' # z\nURL=http://127.0.0.1:1\n')],
    },
    {
      ...{ name: 'a written report', isJson: false },
      asks: (path) => [
        ...inEach('verify', path),
        ...inEach('verify', path, SUMMARY),
        ...inEach('verify', path, BALANCE, '--strict'),
        ...inEach(
          'verify',
          path,
          fixture('written', 'coupon-issue-summary.json'),
          fixture('written', 'point-use.json'),
        ),
      ],
      examples: [
        ...filesOf('written', /^\d.*\.md$/, 'report.md'),
        ...filesOf('verify', /(?:figures|like)/, 'report.md'),
      ],
    },
  ];
};

/** Lays an input, damaged or not; where it lies. */
export function lay(folder: string, { file, around }: Example, bytes: Uint8Array): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  if (around !== undefined) cpSync(around, dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  // A damaged answer is asked for by sound queries.
  if (basename(file) === ANSWER) writeFileSync(join(dirname(path), QUERIES), 'cpu: up\n');
  return path;
}

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { exportedJson, handledJson, type ShownRun, summaryText } from '../../testing/k6-documents.ts';
import { ROOT } from '../paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-plain-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file that was last written on a day of May 2026, at noon of this machine. */
function put(name: string, content: string | Uint8Array, day = 1): void {
  writeFileSync(join(folder, name), content);
  utimesSync(join(folder, name), new Date(2026, 4, day, 12), new Date(2026, 4, day, 12));
}
const putRun = (name: string, run: ShownRun, day?: number) => put(name, JSON.stringify(exportedJson(run)), day);
const recorded = (name: string, as: string) =>
  cpSync(join(ROOT, 'fixtures', 'runs', 'formats', '2.2.0', name), join(folder, as));

const call = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await callCommand([...args, folder, '--lang', 'en'], { env: { NO_COLOR: '1' } });
  return { code, stdout, stderr: stderr.replaceAll(folder, '.') };
};

async function reported(): Promise<{ titles: string[]; formats: string[][]; stderr: string }> {
  const { stdout, stderr } = await call('report', '--format', 'json');
  const { apis } = JSON.parse(stdout);
  return {
    titles: apis.map(({ title }: { title: string }) => title),
    formats: apis.map(({ sources }: { sources: { format: string }[] }) => sources.map(({ format }) => format)),
    stderr,
  };
}

describe('a folder in which outputs of k6 lie', () => {
  test('is reported run by run, each called by its file and date, the first first', async () => {
    putRun('summary-1.json', { requests: 300, p95: 18 }, 3);
    put('summary-2.json', JSON.stringify(handledJson({ requests: 400, p95: 19 })), 2);
    put('run.log', summaryText({ requests: 500, p95: 20 }), 1);
    put('old.txt.gz', gzipSync(summaryText({ requests: 600, p95: 21 })), 4);
    expect((await reported()).titles).toEqual([
      'run (2026-05-01 12:00)',
      'summary-2 (2026-05-02 12:00)',
      'summary-1 (2026-05-03 12:00)',
      'old (2026-05-04 12:00)',
    ]);
  });

  test('puts the summary and the samples of one run together, with the date of its samples', async () => {
    recorded('quiet.summary-export.json', 'balance-summary.json');
    recorded('quiet.csv.gz', 'balance-samples.csv.gz');
    const { root_group, metrics } = handledJson({ requests: 86, p95: 18 });
    const iterations = { ...metrics.iterations, values: { count: 55, rate: 55 / 30 } };
    put('a.json', JSON.stringify({ root_group, metrics: { ...metrics, iterations } }));
    recorded('plain.ndjson.gz', 'b.ndjson.gz');
    const { titles, formats } = await reported();
    expect(formats.map((own) => own.toSorted())).toEqual(
      expect.arrayContaining([
        ['csv', 'summary-export'],
        ['handle-summary', 'ndjson'],
      ]),
    );
    expect(titles).toEqual([
      expect.stringMatching(/^(?:balance-summary|a) \(20\d\d-/),
      expect.stringMatching(/^(?:balance-summary|a) \(20\d\d-/),
    ]);
  });

  test('names what is not k6’s, and passes over scripts, pictures, notes and what buha wrote', async () => {
    putRun('summary.json', { requests: 300, p95: 18 });
    put('package.json', '{"name":"loadtest"}');
    put('jmeter.csv', 'timeStamp,elapsed,label\n1714557600000,120,GET stock\n');
    put('broken.json', '{"metrics":');
    put('README.md', '# 시험');
    put('script.js', 'export default () => {}');
    put('report.md', summaryText({ requests: 900, p95: 30 }));
    put('.hidden.json', '{}');
    const { titles, stderr } = await reported();
    expect(titles).toEqual(['summary (2026-05-01 12:00)']);
    const left = stderr.split('\n').filter((line) => line.startsWith('Left out'));
    expect(left.map((line) => line.replace(/^Left out: \.\/(\S+?)[: ].*$/, '$1'))).toEqual([
      'broken.json',
      'jmeter.csv',
      'package.json',
    ]);
    expect(left[1]).toContain('JMeter');
    // A report of a folder that is nobody's run goes to standard output.
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('900');
  });

  test('a gate judges each, and lets nothing pass that is spoilt', async () => {
    const { root_group, metrics } = exportedJson({ requests: 3000, p95: 18 });
    const judged = { ...metrics, http_req_failed: { ...metrics.http_req_failed, thresholds: { 'rate<0.01': false } } };
    put('summary.json', JSON.stringify({ root_group, metrics: judged }));
    put('package.json', '{"name":"loadtest"}');
    expect((await call('gate')).code).toBe(0);
    put('broken.json', JSON.stringify({ root_group, metrics: judged }).slice(0, -20));
    expect(await call('gate')).toMatchObject({ code: 2, stderr: expect.stringContaining('broken.json:1') });
  });

  test('without one of them has no runs', async () => {
    put('jmeter.csv', 'timeStamp,elapsed,label\n1714557600000,120,GET stock\n');
    for (const command of ['report', 'history']) {
      const { code, stderr } = await call(command);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/Left out: .*JMeter.*\n.*there are no runs in \./)]);
    }
  });
});

describe('its history', () => {
  test('is a series of each test, with the change from file to file, and a page', async () => {
    putRun('balance-1.json', { requests: 300, p95: 18 }, 1);
    putRun('balance-2.json', { requests: 450, p95: 36 }, 2);
    putRun('recharge-1.json', { requests: 100, p95: 50 }, 2);
    const { code, stdout } = await call('history');
    expect(code).toBe(0);
    const rows = stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(rows.filter((row) => row !== '' && !row.startsWith('Run'))).toEqual([
      'balance',
      expect.stringMatching(/^balance-2 \(2026-05-02 12:00\) .* \| 15\.0 \| \+50\.0% \| 36ms \| \+100\.0% \| 0% \| -$/),
      expect.stringMatching(/^balance-1 \(2026-05-01 12:00\) .* \| 10\.0 \| - \| 18ms \| - \| 0% \| -$/),
      'recharge',
      expect.stringMatching(/^recharge-1 /),
    ]);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('balance-2 (2026-05-02 12:00)');
    // And once more, over its own page.
    expect((await call('history')).code).toBe(0);
  });

  test('does not replace somebody else’s page', async () => {
    putRun('summary.json', { requests: 300, p95: 18 });
    put('index.html', '<h1>mine</h1>');
    const { code, stderr } = await call('history');
    expect([code, stderr]).toEqual([0, expect.stringContaining('was not written by buha')]);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('<h1>mine</h1>');
    expect(existsSync(join(folder, 'report.html'))).toBe(false);
  });
});

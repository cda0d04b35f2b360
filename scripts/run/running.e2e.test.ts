import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { until, Workplace } from '../../testing/run-buha.ts';
import { runningDir } from './running.ts';

let place: Workplace;
let server: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  server = await startRecordingServer();
});
afterEach(async () => {
  server.close();
  await place.remove();
});

test('two runs at once warn of each other, in their records and reports, too', async () => {
  for (const name of ['first', 'second']) {
    const text = `import http from 'k6/http';\nimport { sleep } from 'k6';\nexport const options = { vus: 1, duration: '4s' };\nexport default () => { http.get('${server.baseUrl}/${name}'); sleep(0.1); };\n`;
    writeFileSync(place.file(`${name}.js`), text);
  }
  const env = { HOME: place.folder, XDG_CACHE_HOME: place.file('cache'), LOCALAPPDATA: place.file('cache') };
  const start = (name: string) => place.start(['run', `${name}.js`, '--lang', 'en', '--results', name], { env });
  const first = start('first');
  await until(() => server.requests.length > 0, 'the first one sends its load');
  const second = start('second');
  const [one, two] = await Promise.all([first.ended, second.ended]);
  expect([one.code, two.code]).toStrictEqual([0, 0]);
  const told = (text: string, pid: number, name: string) =>
    expect(text.match(new RegExp(`another run of buha .*\\(pid ${pid}, ${name}, since 20`, 'g'))).toHaveLength(1);
  told(one.stderr, second.pid, 'second');
  told(two.stderr, first.pid, 'first');
  for (const [name, other] of [['first', second] as const, ['second', first] as const]) {
    const files = place.runFiles(place.runFolder(place.file(name)));
    expect(JSON.parse(files['run.json'] ?? '').otherRuns).toMatchObject([{ pid: other.pid }]);
    expect(files['report.md']).toContain(`pid ${other.pid}`);
  }
  expect(readdirSync(runningDir(env, process.platform))).toStrictEqual([]);
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { childrenOf, isAlive, until, Workplace } from '../../testing/run-buha.ts';
import { tracesIn } from '../../testing/secret-forms.ts';

const TOKENS = ['tok+AB/cd==ef-1111', 'p@ss!w0rd:#Zq9%x-2222', '비밀토큰-가나다라-6666'] as const;
const HEADER = 'hdr-0123456789';

/** Kills are spread over a whole run, from its first moments to behind its report. */
const KILLS = 24;

/** Commands of every kind: whichever is called next removes what is left. */
const NEXT: readonly (readonly string[])[] = [
  ['--version'],
  ['--help'],
  ['history', 'nowhere'],
  ['report', 'nowhere.json'],
  ['gate', 'nowhere.json'],
  ['plan', 'tell.js'],
  ['no-such-command'],
  ['run', 'nowhere.js'],
];

const SCRIPT = `
import http from 'k6/http';
import { check, sleep } from 'k6';
export const options = { vus: 2, duration: '2s', ext: { buha: { apis: [] } }, tags: { of: __ENV.OWN_TOKEN } };
const users = JSON.parse(open(__ENV.BUHA_USERS));
export function setup() { return users; }
export default function () {
  for (const { token } of users) {
    const answer = http.get(__ENV.BASE_URL + '/a?token=' + encodeURIComponent(token), { tags: { token } });
    check(answer, { ['works with ' + token]: () => true });
    console.warn('with ' + token);
  }
  sleep(0.05);
}
`;

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

/** A file that k6 was still writing ends in the middle. */
function unpacked(bytes: Buffer): string {
  try {
    return gunzipSync(bytes, { finishFlush: 2 }).toString('utf8');
  } catch {
    return bytes.toString('utf8');
  }
}

/** Files below the folder, but those with which it began, that give a token away. */
function leaks(): string[] {
  const own = new Set(['users.csv', 'tell.js']);
  return readdirSync(place.folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (entry.parentPath === place.folder && own.has(entry.name))) return [];
    const bytes = readFileSync(path);
    const text = entry.name.endsWith('.gz') ? unpacked(bytes) : bytes.toString('utf8');
    return tracesIn(text, [...TOKENS, HEADER]).map((trace) => `${path}: ${trace}`);
  });
}

describe.skipIf(process.platform === 'win32')('buha is killed at any point of a run', () => {
  test('and no file with a token outlives the next command', async () => {
    writeFileSync(place.file('users.csv'), `id,token\n${TOKENS.map((token, at) => `${at + 1},${token}`).join('\n')}\n`);
    writeFileSync(place.file('tell.js'), SCRIPT);
    const args = ['run', 'tell.js', '--users', 'users.csv', '--header', `X-Key: ${HEADER}`];
    const start = () => place.start(args, { env: { BASE_URL: server.baseUrl, OWN_TOKEN: HEADER } });
    const began = performance.now();
    expect((await start().ended).code).toBe(0);
    const wholeMs = performance.now() - began;
    let killed = 0;
    let left = 0;
    for (let at = 0; at < KILLS; at += 1) {
      const buha = start();
      await delay((wholeMs * (at + 0.5)) / KILLS);
      const children = process.platform === 'linux' ? childrenOf(buha.pid).map(({ pid }) => pid) : [];
      buha.child.kill('SIGKILL');
      if ((await buha.ended).signal === 'SIGKILL') killed += 1;
      await until(() => !children.some(isAlive), 'k6 has ended');
      if (readdirSync(place.temporary).length > 0) left += 1;
      await place.run(NEXT[at % NEXT.length] ?? []);
      expect(leaks(), `killed after ${at + 0.5} of ${KILLS} parts of a run`).toEqual([]);
      expect(readdirSync(place.temporary)).toEqual([]);
    }
    // Otherwise nothing was tried.
    expect(killed).toBeGreaterThanOrEqual(20);
    expect(left).toBeGreaterThan(5);
  }, 600_000);
});

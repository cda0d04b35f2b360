import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTargetInfo } from './target-info.ts';

const folder = mkdtempSync(join(tmpdir(), 'buha-target-info-'));
const file = join(folder, 'target.txt');
afterAll(() => rmSync(folder, { recursive: true }));

describe('facts of the tested system', () => {
  test.each([
    ['# 2026-11\nCPU : 4 cores\r\n\nDB pool: 50: fixed\n', { CPU: '4 cores', 'DB pool': '50: fixed' }],
    ['{"CPU": "4 cores", "pool": 50, "cache": true}', { CPU: '4 cores', pool: '50', cache: 'true' }],
    ['', {}],
  ])('%j', async (text, facts) => {
    writeFileSync(file, text);
    expect(await readTargetInfo(file)).toEqual(facts);
  });

  test.each([
    ['CPU: 4\npool 50\n', { code: 'bad-target-info', facts: { file, line: 2, text: 'pool 50' } }],
    ['CPU:\n', { code: 'bad-target-info', facts: { file, line: 1, text: 'CPU:' } }],
    ['{"CPU": {"cores": 4}}', { code: 'bad-target-info', facts: { file, line: 1, text: 'CPU' } }],
    ['{"CPU": ', { code: 'not-json', facts: { file, line: 1, kind: 'target-info' } }],
  ])('%j is refused', async (text, fault) => {
    writeFileSync(file, text);
    await expect(readTargetInfo(file)).rejects.toMatchObject(fault);
  });
});

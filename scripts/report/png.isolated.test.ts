import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pngsOf } from './png.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-png-'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function browser(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  vi.stubEnv('CHROME_PATH', path);
  return path;
}

// Windows runs no scripts by their first line.
describe.skipIf(process.platform === 'win32')('a browser that cannot draw', () => {
  test('and says why', async () => {
    const path = browser('broken', '#!/bin/sh\necho "libnss3.so: cannot open shared object file" >&2\nexit 127\n');
    await expect(pngsOf([])).rejects.toMatchObject({
      code: 'browser-not-started',
      facts: { path, fault: 'library', detail: 'libnss3.so' },
    });
  });

  test('since it is no program', async () => {
    const path = browser('text', 'hello', 0o644);
    await expect(pngsOf([])).rejects.toMatchObject({
      code: 'browser-not-started',
      facts: { path, fault: 'system', detail: 'EACCES' },
    });
  });

  test('since it is not there', async () => {
    vi.stubEnv('CHROME_PATH', join(folder, 'nothing'));
    await expect(pngsOf([])).rejects.toMatchObject({ code: 'no-browser', facts: { path: join(folder, 'nothing') } });
  });
});

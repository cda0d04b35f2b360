import { expect, test } from 'vitest';
import { startFault } from './browser.ts';

test.each([
  ['[err] error while loading shared libraries: libnss3.so: cannot open shared object file', 'library', 'libnss3.so'],
  ['browserType.launch: Failed to launch: Error: spawn /opt/chrome EACCES', 'system', 'EACCES'],
  ['[err] No usable sandbox! Update your kernel', 'sandbox', ''],
  ['[err] Running as root without --no-sandbox is not supported.', 'sandbox', ''],
  ['browserType.launch: Timeout 30000ms exceeded.', 'too-slow', ''],
  [
    'browserType.launch: Target closed\\n[pid=3][err] Missing X server or $DISPLAY',
    'ended',
    'Missing X server or $DISPLAY',
  ],
  ['[err] Failed to create /tmp/playwright_chromiumdev_profile-a1/x', 'ended', ''],
  ['browserType.launch: Target page, context or browser has been closed', 'ended', ''],
])('%s', (message, fault, detail) => {
  expect(startFault(message)).toEqual({ fault, detail });
});

import type { checkup as ko } from '../ko/checkup.ts';

export const checkup = {
  names: {
    node: 'Node.js',
    k6: 'k6',
    go: 'Go',
    shop: 'built-in mock shop',
    bundler: 'script bundler',
    browser: 'browser for PNG, PDF',
    'open-files': 'open files',
    ports: 'local ports',
    machine: 'generating machine',
    load: 'CPU in use now',
    clock: 'clock',
  },
  states: { good: 'good', limited: 'limited', bad: 'bad' },
  missing: 'none',
  notNeeded: 'none (not needed, or not known)',
  brokenK6: 'What K6_BIN names is no k6, or does not start. Name the right file, or unset K6_BIN.',
  needed: (needed) => `needed: ${needed}`,
  conclusion: ({ canRun, limited }) =>
    canRun
      ? `Load tests can be run${limited === '0' ? '' : ` (limits: ${limited})`}.`
      : 'Load tests cannot be run before what follows is mended.',
  mends: {
    node: 'Install the newest LTS from https://nodejs.org.',
    k6: 'The first run builds it with Go (about 2 minutes) or downloads it. A k6 of your own (1.0 or newer) is found on PATH, any other by K6_BIN.',
    go: 'Not needed where k6 is there. Else install it from https://go.dev/dl, or let k6 be downloaded.',
    shop: 'Install it with npm install libsql. It is not needed where BASE_URL names a system of your own.',
    bundler: 'To run k6 scripts of your own, npm install esbuild.',
    browser: 'For --png and --format pdf, install Chrome, Chromium or Edge, or name one in CHROME_PATH.',
    'open-files': 'Raise ulimit -n (for example ulimit -n 65536), or use fewer VUs (--scale).',
    ports: 'Widen net.ipv4.ip_local_port_range, or use fewer VUs (--scale).',
    machine:
      'Make the load on a larger machine, or a smaller load (--scale). If the machine is the limit, results mean nothing.',
    load: 'End other programs before a run. On a busy machine k6 is late, and response times look longer than they are.',
    clock:
      'Reading the time is slow here, so response times may look longer. Use tsc or kvm-clock as the clock source.',
  },
  machine: ({ cores, memory }) => `${cores} cores, ${memory} of memory free`,
  clock: ({ source, offset }) => (source === undefined ? offset : `${source}, ${offset}`),
  k6: ({ version, from, path }) => `${version} (${from}: ${path})`,
} satisfies typeof ko;

import { expect, test } from 'vitest';
import { BuhaError } from '../model/error.ts';
import type { K6Attempt, K6Event } from '../model/k6.ts';
import { k6Lacks } from '../model/k6-version.ts';
import { errorText } from './errors.ts';
import { k6EventText } from './k6.ts';
import { LANGUAGES } from './language.ts';

const url = 'https://mirror.example.com/k6/k6-v2.2.0-linux-amd64.tar.gz';
const path = '/opt/k6';

const ATTEMPTS: { [Fault in K6Attempt['fault']]: Extract<K6Attempt, { fault: Fault }> } = {
  'cache-broken': { fault: 'cache-broken', path, answer: 'EACCES' },
  'cache-silent': { fault: 'cache-silent', path, answer: '' },
  'cache-unwritable': { fault: 'cache-unwritable', path, cause: 'ENOSPC' },
  'path-absent': { fault: 'path-absent' },
  'path-silent': { fault: 'path-silent', path, answer: '' },
  'path-too-old': { fault: 'path-too-old', path, version: '0.57.0', oldest: '1.0.0' },
  'path-other-version': { fault: 'path-other-version', path, version: '2.1.0' },
  'path-no-release': { fault: 'path-no-release', path, version: 'dev' },
  'path-not-k6': { fault: 'path-not-k6', path, answer: '' },
  'go-absent': { fault: 'go-absent' },
  'go-too-old': { fault: 'go-too-old', found: '1.24.3', needed: '1.25.0' },
  'build-failed': { fault: 'build-failed', lastLines: ['# example.org/b', 'b.go:1:1: no'] },
  'archive-absent': { fault: 'archive-absent', platform: 'linux', arch: 'riscv64' },
  'mirror-not-a-url': { fault: 'mirror-not-a-url' },
  'download-status': { fault: 'download-status', url, status: 404 },
  'download-unreachable': { fault: 'download-unreachable', url, cause: 'ECONNREFUSED' },
  'download-stalled': { fault: 'download-stalled', url, receivedBytes: 0, idleMs: 30_000 },
  'download-cut-off': { fault: 'download-cut-off', url, receivedBytes: 1_500_000, totalBytes: 31_000_000 },
  'checksum-wrong': { fault: 'checksum-wrong', url, expected: 'a'.repeat(64), actual: 'b'.repeat(64) },
  'download-too-long': { fault: 'download-too-long', url, mostBytes: 67_108_864 },
  'archive-unusable': { fault: 'archive-unusable', url, cause: 'no k6' },
  'binary-unusable': { fault: 'binary-unusable', way: 'download', answer: 'ENOEXEC' },
};

const EVENTS: { [Kind in K6Event['kind']]: Extract<K6Event, { kind: Kind }> } = {
  'other-version': {
    kind: 'other-version',
    path,
    version: '1.0.0',
    pinned: '2.2.0',
    from: 'PATH',
    lacks: k6Lacks('1.0.0'),
  },
  'passed-over': { kind: 'passed-over', attempt: ATTEMPTS['path-too-old'] },
  wait: { kind: 'wait' },
  'build-start': { kind: 'build-start', version: '2.2.0', go: '/usr/local/go/bin/go' },
  'build-progress': {
    kind: 'build-progress',
    step: 'compile',
    name: 'net/http',
    count: 1234,
    elapsedMs: 65_400,
    leftMs: undefined,
  },
  'download-start': { kind: 'download-start', version: '2.2.0', url },
  'download-progress': {
    kind: 'download-progress',
    receivedBytes: 1_500_000,
    totalBytes: 31_000_000,
    elapsedMs: 2_000,
    leftMs: 39_333,
  },
  'way-failed': { kind: 'way-failed', attempt: ATTEMPTS['go-too-old'] },
  obtained: { kind: 'obtained', way: 'build', version: '2.2.0', path, durationMs: 81_400 },
};

test.each(LANGUAGES)('%s: what is said while k6 is obtained', (language) => {
  expect(Object.values(EVENTS).map((event) => k6EventText(event, language))).toMatchSnapshot();
});

test.each(LANGUAGES)('%s: every way that was tried, and what mends it', (language) => {
  const facts = { version: '2.2.0', goVersion: '1.25.0', tried: Object.values(ATTEMPTS) };
  expect(errorText(new BuhaError('k6-not-obtained', facts), language)).toMatchSnapshot();
});

test.each(LANGUAGES)('%s: what is wrong with K6_BIN', (language) => {
  const texts = (['absent', 'not-executable', 'not-k6', 'silent'] as const).map((fault) =>
    errorText(new BuhaError('k6-bin-unusable', { path, fault, answer: '' }), language),
  );
  expect(texts).toMatchSnapshot();
});

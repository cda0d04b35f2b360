import type { K6Lack } from './k6-version.ts';

/** Where the k6 that runs the load came from. */
export type K6Source = 'K6_BIN' | 'cache' | 'PATH' | 'build' | 'download';

/** One way to k6 that did not work, as facts; the words stand in `reports/words/{ko,en}/k6.ts`. */
export type K6Attempt =
  /** The cached file does not run as the pinned k6; `answer` is what it printed or the system's error code. */
  | { fault: 'cache-broken'; path: string; answer: string }
  /** Programs that did not say their version in time; `answer` is what they said until then. */
  | { fault: 'cache-silent'; path: string; answer: string }
  | { fault: 'path-silent'; path: string; answer: string }
  | { fault: 'cache-unwritable'; path: string; cause: string }
  | { fault: 'path-absent' }
  | { fault: 'path-too-old'; path: string; version: string; oldest: string }
  /** Where only the pinned one will do. */
  | { fault: 'path-other-version'; path: string; version: string }
  /** A build from sources, whose version is no number. */
  | { fault: 'path-no-release'; path: string; version: string }
  | { fault: 'path-not-k6'; path: string; answer: string }
  | { fault: 'go-absent' }
  /** `found` and `needed` are Go versions such as 1.24.3. */
  | { fault: 'go-too-old'; found: string; needed: string }
  | { fault: 'build-failed'; lastLines: readonly string[] }
  | { fault: 'archive-absent'; platform: string; arch: string }
  | { fault: 'mirror-not-a-url' }
  | { fault: 'download-status'; url: string; status: number }
  | { fault: 'download-unreachable'; url: string; cause: string }
  | { fault: 'download-stalled'; url: string; receivedBytes: number; idleMs: number }
  /** `totalBytes` is absent when the server did not say how long the file is. */
  | { fault: 'download-cut-off'; url: string; receivedBytes: number; totalBytes: number | undefined }
  /** `expected` and `actual` are sha256 in hexadecimal. */
  | { fault: 'checksum-wrong'; url: string; expected: string; actual: string }
  /** More than an archive of k6 can have: the download was stopped. */
  | { fault: 'download-too-long'; url: string; mostBytes: number }
  | { fault: 'archive-unusable'; url: string; cause: string }
  /** What was built or downloaded does not run as the pinned k6 on this machine. */
  | { fault: 'binary-unusable'; way: 'build' | 'download'; answer: string };

/** How far a way to k6 has come. */
export type K6Step =
  /** `count` counts the modules downloaded (`download`) or the packages compiled (`compile`) so far. */
  | { kind: 'build-progress'; step: 'download' | 'compile'; name: string; count: number }
  /** `totalBytes` is undefined when the server does not say it. */
  | { kind: 'download-progress'; receivedBytes: number; totalBytes: number | undefined };

/** What happens while k6 is looked for and obtained, for a progress line. */
export type K6Event =
  /** A k6 of the user's own of another version than the pinned one; it is used, and may lack something. */
  | {
      kind: 'other-version';
      path: string;
      version: string;
      pinned: string;
      from: 'K6_BIN' | 'PATH';
      lacks: readonly K6Lack[];
    }
  /** A k6 that is there and is not used. */
  | { kind: 'passed-over'; attempt: K6Attempt }
  /** Another process is obtaining k6; this one waits for it. Sent once. */
  | { kind: 'wait' }
  | { kind: 'build-start'; version: string; go: string }
  | { kind: 'download-start'; version: string; url: string }
  /** Told at each step, and about once a second in between; times since the way was begun, and to its end if known. */
  | (K6Step & { elapsedMs: number; leftMs: number | undefined })
  /** A way that was begun did not work; the next one follows, or the error. */
  | { kind: 'way-failed'; attempt: K6Attempt }
  | { kind: 'obtained'; way: 'build' | 'download'; version: string; path: string; durationMs: number };

/** Where the k6 that runs the load came from. */
export type K6Source = 'K6_BIN' | 'cache' | 'PATH' | 'build' | 'download';

/** One way to k6 that did not work, as facts; the words stand in `reports/words/{ko,en}/k6.ts`. */
export type K6Attempt =
  /** The cached file does not run as the pinned k6; `answer` is what it printed or the system's error code. */
  | { fault: 'cache-broken'; path: string; answer: string }
  | { fault: 'cache-unwritable'; path: string; cause: string }
  | { fault: 'path-absent' }
  | { fault: 'path-other-version'; path: string; version: string }
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
  | { fault: 'archive-unusable'; url: string; cause: string }
  /** What was built or downloaded does not run as the pinned k6 on this machine. */
  | { fault: 'binary-unusable'; way: 'build' | 'download'; answer: string };

/** What happens while k6 is looked for and obtained, for a progress line. */
export type K6Event =
  /** `K6_BIN` names a k6 of another version than the pinned one; it is used all the same. */
  | { kind: 'other-version'; path: string; version: string; pinned: string }
  /** Another process is obtaining k6; this one waits for it. Sent once. */
  | { kind: 'wait' }
  | { kind: 'build-start'; version: string; go: string }
  /** `count` counts the modules downloaded (`download`) or the packages compiled (`compile`) so far. */
  | { kind: 'build-progress'; step: 'download' | 'compile'; name: string; count: number }
  | { kind: 'download-start'; version: string; url: string }
  | { kind: 'download-progress'; receivedBytes: number; totalBytes: number | undefined }
  /** A way that was begun did not work; the next one follows, or the error. */
  | { kind: 'way-failed'; attempt: K6Attempt }
  | { kind: 'obtained'; way: 'build' | 'download'; version: string; path: string; durationMs: number };

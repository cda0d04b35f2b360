import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isProgressLine } from './k6-progress.ts';

export interface K6Ended {
  readonly code: number | null;
  readonly signal: string | undefined;
}

export interface K6Process {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  readonly ended: Promise<K6Ended>;
  /** Asks k6 to stop gracefully, once; k6 then still prints and exports its summary. Later calls do nothing. */
  readonly interrupt: () => void;
  /** Ends k6 at once, with no summary. */
  readonly kill: () => void;
}

export interface K6Start {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onOutput: (line: string) => void;
  readonly onLog: (line: string) => void;
}

function signalOf(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    child.kill(signal);
  } catch {
    // It ended in between.
  }
}

/** Resolves when the process has ended and all that it printed has been read. */
async function watch(child: ChildProcess, start: K6Start): Promise<K6Ended> {
  if (child.stdout) createInterface(child.stdout).on('line', start.onOutput);
  if (child.stderr) createInterface(child.stderr).on('line', start.onLog);
  const ended = new Promise<K6Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal: signal ?? undefined }));
  });
  return await ended;
}

export function startK6(start: K6Start): K6Process {
  const child = spawn(start.path, start.args, {
    env: start.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a terminal's Ctrl-C must not reach k6 beside the one that is forwarded, since a second
    // signal makes k6 drop its summary. On Windows there are no groups, and the console delivers it by itself.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  // Until k6 has set itself up (its first progress line, within a second or two), a signal would kill it unheard.
  let isReady = false;
  let state: 'running' | 'to-be-interrupted' | 'interrupted' = 'running';
  const interruptWhenReady = () => {
    if (!isReady || state !== 'to-be-interrupted') return;
    state = 'interrupted';
    if (process.platform !== 'win32') signalOf(child, 'SIGINT');
  };
  const onOutput = (line: string) => {
    isReady ||= isProgressLine(line);
    interruptWhenReady();
    start.onOutput(line);
  };
  return {
    pid: child.pid,
    ended: watch(child, { ...start, onOutput }),
    interrupt() {
      if (state === 'running') state = 'to-be-interrupted';
      interruptWhenReady();
    },
    kill: () => signalOf(child, 'SIGKILL'),
  };
}

/** For tests: places that are no regular files, made in a folder of the test's own. Nothing below `/dev` is touched. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Where nodes can be made: pipes by everybody on a Unix, devices by root only, and not in every container. */
export const HAS_PIPES = process.platform !== 'win32';

/** A device that swallows everything, as a node of the folder's own; undefined where this user cannot make one. */
export function makeNullDevice(folder: string): string | undefined {
  const path = join(folder, 'null');
  return spawnSync('mknod', [path, 'c', '1', '3']).status === 0 ? path : undefined;
}

export interface Pipe {
  readonly path: string;
  /** What the first writer wrote, once it has closed the pipe. */
  readonly received: Promise<string>;
}

/** A named pipe at whose other end somebody reads. */
export function makePipe(folder: string, name = 'pipe'): Pipe {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'ignore'] });
  const received = new Promise<string>((resolve) => {
    let text = '';
    reader.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
    reader.once('close', () => resolve(text));
  });
  return { path, received };
}

import { setImmediate } from 'node:timers/promises';
import { main, toldUnwritten } from './cli.ts';
import { removeLeftovers } from './run/hand-over.ts';
import { noteWrites, removeUnfinishedWrites } from './write/unfinished-writes.ts';

// A reader that has seen enough (`| head`), or a terminal that was closed (EIO), is no error: a run goes on to its end.
let unwritten: NodeJS.ErrnoException | undefined;
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE' && fault.code !== 'EIO') unwritten ??= fault;
});
// Where nothing can be said, what was measured is kept all the same.
process.stderr.on('error', () => undefined);
// What a command that was killed left of secrets and of half files goes with the next one, whichever that is.
const removal = Promise.all([removeLeftovers(), removeUnfinishedWrites()]);
noteWrites();
const exitCode = await main(process);
await removal;
// A write that failed is told of only now.
await setImmediate();
process.exitCode = exitCode || (unwritten ? toldUnwritten(unwritten, process) : exitCode);

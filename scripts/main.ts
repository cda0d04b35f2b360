import { main } from './cli.ts';
import { removeLeftovers } from './run/hand-over.ts';
import { noteWrites, removeUnfinishedWrites } from './write/unfinished-writes.ts';

// A reader that has seen enough (`| head`), or a terminal that was closed (EIO), is no error: a run goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE' && fault.code !== 'EIO') throw fault;
  });
}
// What a command that was killed left of secrets and of half files goes with the next one, whichever that is.
const removal = Promise.all([removeLeftovers(), removeUnfinishedWrites()]);
noteWrites();
process.exitCode = await main(process);
await removal;

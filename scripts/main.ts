import { main } from './cli.ts';
import { removeLeftovers } from './run/hand-over.ts';

// A reader that has seen enough (`| head`), or a terminal that was closed (EIO), is no error: a run goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE' && fault.code !== 'EIO') throw fault;
  });
}
// What a run that was killed left of secrets goes with the next command, whichever that is.
const removal = removeLeftovers();
process.exitCode = await main(process);
await removal;

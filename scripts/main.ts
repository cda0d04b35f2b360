import { main } from './cli.ts';

// A reader that has seen enough (`| head`), or a terminal that was closed (EIO), is no error: a run goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE' && fault.code !== 'EIO') throw fault;
  });
}
process.exitCode = await main(process);

import { main } from './cli.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});
process.exitCode = await main(process);

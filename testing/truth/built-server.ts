import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/paths.ts';

/** Bundles the server of the systems into `folder`, since Node 20 cannot run TypeScript; its path. */
export async function builtServer(folder: string): Promise<string> {
  const outfile = join(folder, 'server.mjs');
  await build({
    entryPoints: [join(ROOT, 'testing', 'truth', 'server.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
  return outfile;
}

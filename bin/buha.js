#!/usr/bin/env node
// The command. In a checkout, where sources may be newer than the build, it is built first; a package has its build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
const built = !existsSync(build)
  ? 0
  : spawnSync(process.execPath, [build, '--if-stale'], { stdio: ['ignore', 'inherit', 'inherit'] }).status;
if (built === 0) await import(new URL('../dist/buha.js', import.meta.url).href);
// The build has said why; 1 would be what `verify` says of wrong figures.
else process.exitCode = 2;

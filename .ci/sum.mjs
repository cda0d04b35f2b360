// Usage: node .ci/sum.mjs FOLDER PART… - adds up what the parts of `.ci/run` left in the folder: PART.json, counts as
// vitest's reporter writes them, and PART.code, the exit code. Exit 1 when anything failed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...parts] = process.argv.slice(2);
const read = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);

/** Counts of a part. What fails outside of a test (a type check, a file that does not load, no count at all) is one failure. */
function countsOf(part) {
  const code = Number(read(`${part}.code`) ?? 1);
  let passed = 0;
  let failed = 0;
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(read(`${part}.json`) ?? '');
    if (!Number.isInteger(numPassedTests) || !Number.isInteger(numFailedTests)) throw new Error('no counts');
    [passed, failed] = [numPassedTests, numFailedTests];
  } catch {
    failed = 1;
  }
  if (code !== 0 && failed === 0) failed = 1;
  console.log(`${part}: exit ${code}, ${passed} passed, ${failed} failed`);
  return { passed, failed };
}

const all = parts.map(countsOf);
const sum = (field) => all.reduce((total, counts) => total + counts[field], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { k6EventText } from '../reports/words/k6.ts';
import { obtainK6 } from '../scripts/k6/obtain.ts';
import { benchNames } from './names.ts';
import { benchPage } from './page.ts';
import { benchReading } from './reading.ts';
import { benchSecrets } from './secrets.ts';
import { benchWatching } from './watching.ts';
import { benchWiring } from './wiring.ts';

/** Scenarios whose wiring is compared: one read and one write with a body. */
const SCENARIOS = ['get-balance', 'recharge-balance'];

/** Runs every benchmark, or those named in `only` (scenarios, `watching`, `reading`, `names`, `secrets`, `page`); prints ratios, writes `results/bench.json`. */
export async function main(root: string, only: readonly string[]): Promise<void> {
  const k6 = await obtainK6({
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    moduleDir: join(root, 'k6'),
    log: (event) => {
      if (!event.kind.endsWith('-progress')) console.error(k6EventText(event, 'en'));
    },
  });
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, k6 ${k6.version}`;
  const wiring = [];
  const wanted = (name: string) => only.length === 0 || only.includes(name);
  for (const id of SCENARIOS.filter(wanted)) {
    const result = await benchWiring(root, k6.path, id);
    wiring.push(result);
    console.log(
      `${id}: CPU per iteration ${result.cpuPerIteration.toFixed(3)}×, memory ${result.memory.toFixed(3)}× of a hand-written script ` +
        `with the same options (medians of ${result.pairs} pairs); these options cost CPU ` +
        `${result.optionsCpuPerIteration.toFixed(3)}×, memory ${result.optionsMemory.toFixed(3)}× over the bare reference`,
    );
  }
  const watching = wanted('watching') ? await benchWatching(root, k6.path) : undefined;
  if (watching) {
    console.log(
      `watching: k6's CPU ${watching.cpu.toFixed(3)}× of a bare k6 run at ${watching.requestsPerSec} requests/s ` +
        `(median of ${watching.pairs} pairs)`,
    );
  }
  const reading = wanted('reading') ? await benchReading(root, k6.path) : undefined;
  for (const { form, bytes, wall, memory, buhaMs, duckdbMs } of reading?.forms ?? []) {
    console.log(
      `reading ${form} (${Math.round(bytes / 1e6)} MB): the whole report takes ${wall.toFixed(2)}× the time and ${memory.toFixed(2)}× the ` +
        `memory of the same job in DuckDB (medians of ${reading?.pairs} pairs; ${buhaMs.toFixed(0)} and ${duckdbMs.toFixed(0)} ms)`,
    );
  }
  if (reading) {
    console.log(
      `one metric of these ${reading.samples} samples by readline and JSON.parse: ${reading.readline.toFixed(1)}× the time of the whole ` +
        `report; by papaparse: ${reading.papaparse.toFixed(1)}×; largest difference from DuckDB's figures: ${reading.largestDifference.toExponential(1)}`,
    );
  }
  const names = wanted('names') ? await benchNames(root) : undefined;
  if (names) {
    console.log(
      `names: ${names.samples} samples of ${names.many} names take ${names.wall.toFixed(2)}× the time and ${names.memory.toFixed(2)}× the memory ` +
        `of ${names.few} names (medians of ${names.pairs} pairs; ${names.manyMs.toFixed(0)} and ${names.fewMs.toFixed(0)} ms); their report has ` +
        `${names.lines} lines, its page ${(names.pageBytes / 1e6).toFixed(2)} MB, its JSON ${(names.jsonBytes / 1e6).toFixed(2)} MB`,
    );
  }
  const secrets = wanted('secrets') ? await benchSecrets() : undefined;
  if (secrets)
    console.log(`secrets: ${secrets.tokens} tokens are learnt before the load, in ${secrets.learnMs.toFixed(0)} ms`);
  for (const { shape, rows, readMs, clean, withOne } of secrets?.shapes ?? []) {
    const told = ({ processor, wall }: typeof clean) =>
      `${processor.toFixed(3)}× its processor time (${wall.toFixed(3)}× the time)`;
    console.log(
      `secrets, ${rows} samples, ${shape}: against reading alone (${readMs.toFixed(0)} ms), looking for them takes ${told(clean)} ` +
        `where there is none, ${told(withOne)} with one (medians of pairs)`,
    );
  }
  const page = wanted('page') ? await benchPage(root) : undefined;
  if (page) {
    console.log(
      `page of an hour of seconds and 50 endpoints (${(page.bytes / 1e6).toFixed(2)} MB): drawn after ${page.ofGoal.toFixed(2)}× the 2 s ` +
        `it may take (${page.loadedMs.toFixed(0)} ms to the load event, ${page.drawnMs.toFixed(0)} ms to the first charts; medians of ` +
        `${page.times}); scrolled at full speed, ${(page.lateFrames * 100).toFixed(1)} % of frames are late, the longest takes ${page.longestFrameMs.toFixed(0)} ms`,
    );
  }
  await mkdir(join(root, 'results'), { recursive: true });
  await writeFile(
    join(root, 'results', 'bench.json'),
    `${JSON.stringify({ machine, wiring, watching, reading, names, secrets, page }, null, 2)}\n`,
  );
}

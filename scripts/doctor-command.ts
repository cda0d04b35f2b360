import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CORE_MS_PER_REQUEST, K6_BYTES, K6_FILES, VU_BYTES } from '../reports/analyse/generator-cost.ts';
import { LIMITS } from '../reports/analyse/limits.ts';
import type { Check } from '../reports/model/checkup.ts';
import { BuhaError } from '../reports/model/error.ts';
import { compareVersions, isReleaseNumber, OLDEST_K6 } from '../reports/model/k6-version.ts';
import { checkupLines } from '../reports/render/checkup.ts';
import * as format from '../reports/text/format.ts';
import { checkupWords } from '../reports/words/checkup.ts';
import type { Language } from '../reports/words/language.ts';
import type { Call } from './call.ts';
import { EXIT } from './exit-codes.ts';
import { findGo } from './k6/build.ts';
import { findK6 } from './k6/obtain.ts';
import { readPin } from './k6/pin.ts';
import { WayFailed } from './k6/way-failed.ts';
import { busyRatio, thisMachine } from './machine.ts';
import { K6_MODULE } from './paths.ts';
import { browserPath } from './report/browser.ts';
import { utcOffset } from './run/run-folder.ts';
import { columnsOf, type Host, Terminal } from './terminal.ts';

/** The least Node.js that the package runs on. */
const NODE = [20, 19] as const;

/** What profile `seed` asks of the machine: virtual users, and requests per second at its peak. */
const SEED = { vus: 3_500, requestsPerSec: 2_000 } as const;

function node(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  return { id: 'node', state: isNew ? 'good' : 'bad', value: version, needed: `≥ ${NODE.join('.')}` };
}

async function k6(host: Host, language: Language): Promise<Check> {
  const options = {
    ...{ env: host.env, platform: process.platform, arch: process.arch, moduleDir: K6_MODULE },
    log: () => {},
  };
  const { version: needed } = await readPin(K6_MODULE);
  try {
    const found = await findK6(options);
    if (!found) return { id: 'k6', state: 'limited', value: undefined, needed };
    const isTried = isReleaseNumber(found.version) && compareVersions(found.version, OLDEST_K6) >= 0;
    const value = checkupWords(language).k6(found);
    return { id: 'k6', state: isTried ? 'good' : 'limited', value, needed: `≥ ${OLDEST_K6}` };
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    return { id: 'k6', state: 'bad', value: host.env.K6_BIN, needed };
  }
}

async function go({ env }: Host, isNeeded: boolean): Promise<Check> {
  const pin = await readPin(K6_MODULE);
  const needed = `≥ ${pin.goVersion}`;
  try {
    return { id: 'go', state: 'good', value: await findGo({ env, platform: process.platform, pin }), needed };
  } catch (fault) {
    if (!(fault instanceof WayFailed)) throw fault;
    // Without it k6 is downloaded.
    const { attempt } = fault;
    const value = attempt.fault === 'go-too-old' ? attempt.found : undefined;
    return { id: 'go', state: isNeeded ? 'limited' : 'good', value, needed };
  }
}

function packaged(id: 'shop' | 'bundler', name: string): Check {
  try {
    createRequire(import.meta.url).resolve(name);
    return { id, state: 'good', value: name };
  } catch {
    return { id, state: 'limited', value: undefined };
  }
}

function browser(): Check {
  const path = browserPath();
  const isThere = path !== undefined && existsSync(path);
  return { id: 'browser', state: isThere ? 'good' : 'limited', value: path };
}

/** A count against what is needed; what the system does not tell is not judged. */
function amount(id: 'open-files' | 'ports', value: number | undefined, needed: number): Check {
  return {
    id,
    state: value === undefined || value >= needed ? 'good' : 'limited',
    value: value === undefined ? undefined : format.count(value),
    needed: format.count(needed),
  };
}

/** Clock sources of Linux that a program reads without asking the kernel. */
const FAST_CLOCKS = /^(tsc|kvm-clock|hyperv_clocksource_tsc_page|arch_sys_counter|xen)$/;

function clock(language: Language): Check {
  const file = '/sys/devices/system/clocksource/clocksource0/current_clocksource';
  const source = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  const offset = `UTC${utcOffset(new Date())}`;
  return {
    id: 'clock',
    state: source === undefined || FAST_CLOCKS.test(source) ? 'good' : 'limited',
    value: checkupWords(language).clock({ source, offset }),
  };
}

async function machine(language: Language): Promise<Check[]> {
  const { availableBytes, openFiles, ports, cores } = await thisMachine();
  const neededBytes = K6_BYTES + SEED.vus * VU_BYTES;
  // The tested system, here the embedded shop, needs a core as well.
  const neededCores = Math.ceil((SEED.requestsPerSec * CORE_MS_PER_REQUEST) / 1000) + 1;
  const words = checkupWords(language);
  const figures = (count: number | undefined, bytes: number | undefined) =>
    words.machine({
      cores: count === undefined ? words.missing : format.count(count),
      memory: bytes === undefined ? words.missing : format.bytes(bytes),
    });
  const isEnough = (cores ?? neededCores) >= neededCores && (availableBytes ?? neededBytes) >= neededBytes;
  return [
    amount('open-files', openFiles, SEED.vus + K6_FILES),
    amount('ports', ports, SEED.vus),
    {
      id: 'machine',
      state: isEnough ? 'good' : 'limited',
      value: figures(cores, availableBytes),
      needed: figures(neededCores, neededBytes),
    },
  ];
}

/** More than this in use leaves k6 too little: it asks for a fifth of the machine to stay idle, for all that runs. */
const MOST_BUSY = 1 - LIMITS.busyCores;

async function load(): Promise<Check> {
  const ratio = await busyRatio();
  return {
    id: 'load',
    state: ratio === undefined || ratio <= MOST_BUSY ? 'good' : 'limited',
    value: ratio === undefined ? undefined : format.aboutShare(ratio),
    needed: `≤ ${format.aboutShare(MOST_BUSY)}`,
  };
}

/** `buha doctor`: whether this machine can run load tests, in a line each with mends. Exit code 2 where it cannot. */
export async function doctorCommand({ host, language }: Call): Promise<number> {
  // Before anything that this command does itself.
  const busy = await load();
  const ownK6 = await k6(host, language);
  const checks = [
    node(process.versions.node),
    ownK6,
    await go(host, ownK6.value === undefined),
    packaged('shop', 'libsql'),
    packaged('bundler', 'esbuild'),
    browser(),
    ...(await machine(language)),
    busy,
    clock(language),
  ];
  // A file and a pipe have room for whole rows.
  const columns = host.stdout.isTTY ? columnsOf(host.stdout) : undefined;
  new Terminal(host.stdout, host.env).lines(checkupLines(checks, language, columns));
  return checks.some(({ state }) => state === 'bad') ? EXIT.badInput : EXIT.done;
}

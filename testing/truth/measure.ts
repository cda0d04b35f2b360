import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Workplace } from '../run-buha.ts';
import { starve } from './generator.ts';
import { scriptOf } from './load.ts';
import type { Truth } from './server-spec.ts';
import type { DueVerdict, System } from './system.ts';

/** What buha concluded of a system. */
export interface Concluded {
  readonly verdict: DueVerdict;
  /** Ids of its findings, each once, and those that are about the system. */
  readonly findings: readonly string[];
  readonly exitCode: number | null;
  readonly requests: number;
  /** Highest throughput that the report tells as capacity, per second. */
  readonly capacityPerSec: number | undefined;
  /** Levels of load between which it tells that throughput stops to grow, in users. */
  readonly knee: readonly [from: number, to: number] | undefined;
}

export interface Measured {
  readonly system: System;
  readonly truth: Truth;
  readonly concluded: Concluded;
}

interface ReportJson {
  readonly apis: readonly {
    readonly verdict: { readonly kind: DueVerdict; readonly reservations: readonly unknown[] };
    readonly total: { readonly requests?: number };
    readonly findings: readonly { readonly id: string; readonly figures: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Starts the server of a system; `server` is its bundled program. Its `stop` tells what it did. */
async function startServer(server: string, { server: spec, seed }: System) {
  const child = spawn(process.execPath, [server, JSON.stringify(spec), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    baseUrl,
    async truth(): Promise<Truth> {
      return (await (await fetch(`${baseUrl}/truth`)).json()) as Truth;
    },
    stop() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
}

function limitOf(findings: ReportJson['apis'][number]['findings']): Pick<Concluded, 'capacityPerSec' | 'knee'> {
  const { requestsPerSec, knee } = findings.find(({ id }) => id === 'server-saturated')?.figures ?? {};
  const { model, from, to } = (knee ?? {}) as { model?: string; from?: number; to?: number };
  return {
    capacityPerSec: typeof requestsPerSec === 'number' ? requestsPerSec : undefined,
    knee: model === 'closed' && from !== undefined && to !== undefined ? [from, to] : undefined,
  };
}

/** Loads a system through the built command and reads what it concluded. Takes as long as its load and about 3 s. */
export async function measure(system: System, server: string): Promise<Measured> {
  const place = new Workplace();
  const serving = await startServer(server, system);
  let truth: Truth;
  let concluded: Concluded;
  try {
    const script = place.file('script.js');
    writeFileSync(script, scriptOf(system.load, serving.baseUrl));
    const buha = place.start(['run', script, '--yes', '--results', place.results]);
    const starving = system.starvation && starve(buha.pid, system.starvation);
    const { code, stderr } = await buha.ended;
    await starving;
    if (!existsSync(place.results)) throw new Error(`${system.id}: nothing ran: ${stderr}`);
    truth = await serving.truth();
    const report = await place.run(['report', place.runFolder(), '--format', 'json']);
    const [api] = (JSON.parse(report.stdout) as ReportJson).apis;
    if (!api) throw new Error(`${system.id}: no run in the report: ${stderr}`);
    const { kind, reservations } = api.verdict;
    concluded = {
      verdict: kind === 'pass' && reservations.length > 0 ? 'conditional' : kind,
      findings: [...new Set(api.findings.map(({ id }) => id))],
      exitCode: code,
      requests: api.total.requests ?? 0,
      ...limitOf(api.findings),
    };
  } finally {
    serving.stop();
    await place.remove();
  }
  return { system, truth, concluded };
}

import Papa from 'papaparse';
import type { GeneratorSecond } from '../model/generator.ts';

const FIELDS = ['time', 'cpu_cores', 'allowed_cores', 'run_delay_ms', 'throttled_ms'] as const;

/** What `buha run` recorded of k6's process, as CSV: a line for each second, times in epoch ms; a blank is unknown. */
export const generatorCsv = (seconds: readonly GeneratorSecond[]): string =>
  `${Papa.unparse(
    {
      fields: [...FIELDS],
      data: seconds.map(({ epochMs, cpuCores, allowedCores, runDelayMs, throttledMs }) => [
        epochMs,
        cpuCores.toFixed(3),
        allowedCores,
        runDelayMs?.toFixed(1) ?? '',
        throttledMs?.toFixed(1) ?? '',
      ]),
    },
    { newline: '\n' },
  )}\n`;

/** Reads the same. Lines that are none of it are left out: the file helps to judge a run and is no part of its figures. */
export function parseGeneratorCsv(text: string): GeneratorSecond[] {
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const number = (cell: string | undefined) => (cell === undefined || cell.trim() === '' ? undefined : Number(cell));
  return data.flatMap((row): GeneratorSecond[] => {
    const [time, cpu, allowed, delay, throttled] = FIELDS.map((field) => number(row[field]));
    if (time === undefined || cpu === undefined || allowed === undefined || !(allowed > 0)) return [];
    if (![time, cpu, allowed, delay ?? 0, throttled ?? 0].every(Number.isFinite)) return [];
    return [{ epochMs: time, cpuCores: cpu, allowedCores: allowed, runDelayMs: delay, throttledMs: throttled }];
  });
}

import type { AnnouncedScenario } from '../model/announced.ts';
import { durationMs } from './duration.ts';

type Told = Pick<AnnouncedScenario, 'executor'> & Partial<Omit<AnnouncedScenario, 'name' | 'executor'>>;

const TIME = String.raw`[\d.]+(?:ns|µs|ms|[smhd])[\d.smhd]*`;

/** Descriptions of executors as k6 prints them (0.27 to 2.2), behind the name of their scenario. */
const FORMS: readonly (readonly [RegExp, (found: readonly string[]) => Told])[] = [
  [
    new RegExp(String.raw`^(\d+) looping VUs for (${TIME})$`),
    ([, vus, time]) => ({ executor: 'constant-vus', vus: Number(vus), ...timeOf(time) }),
  ],
  [
    new RegExp(String.raw`^Up to (\d+) looping VUs for (${TIME}) over (\d+) stages$`),
    ([, vus, time, stages]) => ({
      ...{ executor: 'ramping-vus', vus: Number(vus), stages: Number(stages) },
      ...timeOf(time),
    }),
  ],
  [
    /^(\d+) iterations shared among (\d+) VUs$/,
    ([, iterations, vus]) => ({ executor: 'shared-iterations', iterations: Number(iterations), vus: Number(vus) }),
  ],
  [
    /^(\d+) iterations for each of (\d+) VUs$/,
    ([, iterations, vus]) => ({ executor: 'per-vu-iterations', iterations: Number(iterations), vus: Number(vus) }),
  ],
  [
    new RegExp(String.raw`^([\d.]+) iterations/s for (${TIME})$`),
    ([, perSec, time]) => ({ executor: 'constant-arrival-rate', perSec: Number(perSec), ...timeOf(time) }),
  ],
  [
    new RegExp(String.raw`^Up to ([\d.]+) iterations/s for (${TIME}) over (\d+) stages$`),
    ([, perSec, time, stages]) => ({
      ...{ executor: 'ramping-arrival-rate', perSec: Number(perSec), stages: Number(stages) },
      ...timeOf(time),
    }),
  ],
];

const timeOf = (time: string | undefined) => ({ durationMs: durationMs(time ?? '') });

/** `* name: Up to 3000 looping VUs for 1m30s over 5 stages (gracefulRampDown: 30s)`; a name may hold colons and spaces. */
const LINE = /^(?:\* )?(\S.{0,199}?): ((?:Up to )?[\d.]+ .{1,100}?)(?: \((.*)\))?$/;

const HEAD = /^scenarios: \(\d/;

/** True for the line above all of them. */
export const headsScenarios = (content: string): boolean => HEAD.test(content);

/** What one of the lines below `scenarios:` says; undefined for any other line. */
export function announcedScenario(content: string): AnnouncedScenario | undefined {
  const [, name, text = '', notes = ''] = LINE.exec(content) ?? [];
  if (name === undefined) return undefined;
  for (const [form, read] of FORMS) {
    const found = form.exec(text);
    if (!found) continue;
    // `maxVUs: 200-500`: those that are there at first, and those that it may come to.
    const most = /(?:^|, )maxVUs: (?:\d+-)?(\d+)/.exec(notes)?.[1];
    const start = /(?:^|, )startTime: ([^,]+)/.exec(notes)?.[1];
    const none = { perSec: undefined, iterations: undefined, durationMs: undefined, stages: undefined };
    return {
      name,
      vus: most === undefined ? undefined : Number(most),
      ...none,
      ...read(found),
      startMs: start === undefined ? undefined : durationMs(start),
    };
  }
  return undefined;
}

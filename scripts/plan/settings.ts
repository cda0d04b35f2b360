import { BuhaError } from '../../reports/model/error.ts';
import { durationMs } from '../../reports/parse/duration.ts';
import type { FactOptions } from '../read/known-facts.ts';
import type { K6Options, K6Words } from '../run/k6-words.ts';
import type { PLAN_FORMATS } from './plan-formats.ts';

/** Options of `buha plan` as the user wrote them. */
export interface PlanOptions extends Omit<FactOptions, 'api'>, K6Options {
  readonly expectLatency: string | undefined;
  readonly iterationTime: string | undefined;
  readonly dau: string | undefined;
  readonly requestsPerUser: string | undefined;
  readonly peakShare: string | undefined;
  readonly output: string | undefined;
  readonly calibrate?: boolean;
  readonly format: keyof typeof PLAN_FORMATS;
}

/** The same with what the user said to k6. */
export interface PlanCallOptions extends PlanOptions {
  readonly k6: K6Words;
}

/** How long an iteration is supposed to take, in ms: as a whole, or by its responses. */
export interface SupposedTimes {
  readonly latencyMs: number;
  readonly iterationMs: number | undefined;
}

/** Business figures as the user gave them; the length of an iteration may come from a scenario instead. */
export interface GivenFigures {
  readonly dau: number;
  readonly requestsPerUser: number;
  readonly peakShare: number;
}

const LONGEST_MS = 86_400_000;

/** Throws a setting's problem for what is no duration of k6, or above a day. */
function duration(field: string, text: string, isZeroAllowed: boolean): number {
  const ms = durationMs(text.trim());
  if (ms === undefined || ms > LONGEST_MS || (ms === 0 && !isZeroAllowed)) {
    throw new BuhaError('setting', {
      field,
      value: text,
      allowed: `${isZeroAllowed ? '0s, ' : ''}200ms, 1.2s, 1m30s … 24h`,
    });
  }
  return ms;
}

/** Throws a setting's problem for what is no positive number up to `most`; thousands may stand apart (`100,000`). */
function positive(field: string, text: string, most: number): number {
  const isNumber = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text.trim());
  const value = isNumber ? Number(text.replaceAll(',', '')) : Number.NaN;
  if (value > 0 && value <= most) return value;
  throw new BuhaError('setting', { field, value: text, allowed: `0 < ${field} <= ${most.toLocaleString('en-US')}` });
}

/** A share as a ratio (`0.2`) or in per cent (`20%`). */
function share(field: string, text: string): number {
  const [, number, percent] = text.trim().match(/^(\d+(?:\.\d+)?)(%?)$/) ?? [];
  const value = percent ? Number(`${number}e-2`) : Number(number ?? Number.NaN);
  if (value > 0 && value <= 1) return value;
  throw new BuhaError('setting', { field, value: text, allowed: `0 < ${field} <= 1 (0.2, 20%)` });
}

/** Throws `setting`, or `options-conflict` where both ways are given. */
export function supposedTimes({ expectLatency, iterationTime }: PlanOptions): SupposedTimes {
  if (expectLatency !== undefined && iterationTime !== undefined) {
    throw new BuhaError('options-conflict', {
      option: '--iteration-time',
      other: '--expect-latency',
      fault: 'not-together',
    });
  }
  return {
    latencyMs: expectLatency === undefined ? 0 : duration('--expect-latency', expectLatency, true),
    iterationMs: iterationTime === undefined ? undefined : duration('--iteration-time', iterationTime, false),
  };
}

/** The first of the options that say which load is meant; undefined where none is given. */
export function otherLoad(options: Pick<PlanOptions, 'options' | 'profile' | 'scale' | 'durationScale'>) {
  const loads = {
    '--options': options.options,
    '--profile': options.profile,
    '--scale': options.scale === '1' ? undefined : options.scale,
    '--duration-scale': options.durationScale === '1' ? undefined : options.durationScale,
  };
  return Object.entries(loads).find(([, value]) => value !== undefined)?.[0];
}

/** More people than there are; a slip of the keyboard is caught. */
const MOST_USERS = 10_000_000_000;
const MOST_PER_USER = 1_000_000;

/**
 * The business figures; undefined where none is given. Throws `business-figures` where some are missing, `setting` for
 * one that cannot be used, `options-conflict` beside options that name another load.
 */
export function givenFigures(options: PlanOptions): GivenFigures | undefined {
  const texts = {
    '--dau': options.dau,
    '--requests-per-user': options.requestsPerUser,
    '--peak-share': options.peakShare,
  };
  const names = Object.entries(texts);
  const given = names.flatMap(([name, text]) => (text === undefined ? [] : [name]));
  if (given.length === 0) return undefined;
  const { dau, requestsPerUser, peakShare } = options;
  if (dau === undefined || requestsPerUser === undefined || peakShare === undefined) {
    const missing = names.flatMap(([name, text]) => (text === undefined ? [name] : []));
    throw new BuhaError('business-figures', { given: given.join(', '), missing });
  }
  const other = otherLoad(options);
  if (other !== undefined) {
    throw new BuhaError('options-conflict', { option: '--dau', other, fault: 'not-together' });
  }
  return {
    dau: positive('--dau', dau, MOST_USERS),
    requestsPerUser: positive('--requests-per-user', requestsPerUser, MOST_PER_USER),
    peakShare: share('--peak-share', peakShare),
  };
}

import { FINDINGS } from '../../reports/model/findings.ts';
import type { Concluded, Measured } from './measure.ts';
import type { System } from './system.ts';

/** What was right and wrong of one system's conclusions. Ids of findings. */
export interface Scored {
  readonly system: System;
  readonly found: readonly string[];
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
  readonly verdict: Concluded['verdict'];
  readonly isVerdictRight: boolean;
  /** |told − true| / true; undefined where either is not known. */
  readonly capacityError: number | undefined;
  /** Whether the true knee lies between the levels that were told; undefined where there is none, or its ladder has no levels around it. */
  readonly isKneeRight: boolean | undefined;
}

/** A share of `of`, and below what it lies with a chance of 5 % only. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly lower: number;
}

export interface Total {
  readonly precision: Share;
  readonly recall: Share;
  readonly verdicts: Share;
  readonly worstCapacityError: number | undefined;
  readonly knees: Share;
}

const isAboutSystem = (id: string): boolean =>
  Object.entries(FINDINGS).some(([known, { about }]) => known === id && about === 'system');

/** Holds what was concluded against what is due: a finding about the system that is neither due nor allowed is wrong. */
export function score({ system, concluded }: Pick<Measured, 'system' | 'concluded'>): Scored {
  const { must = [], may = [], mustNot = [], verdicts } = system.due;
  const { findings, verdict, capacityPerSec, knee } = concluded;
  const { kneeUsers } = system;
  const isWrong = (id: string) =>
    mustNot.includes(id) || (isAboutSystem(id) && !must.includes(id) && !may.includes(id));
  return {
    system,
    found: must.filter((id) => findings.includes(id)),
    missing: must.filter((id) => !findings.includes(id)),
    wrong: findings.filter(isWrong),
    verdict,
    isVerdictRight: verdicts.includes(verdict),
    capacityError:
      system.capacityPerSec === undefined || capacityPerSec === undefined
        ? undefined
        : Math.abs(capacityPerSec - system.capacityPerSec) / system.capacityPerSec,
    isKneeRight:
      kneeUsers === undefined ? undefined : knee !== undefined && knee[0] <= kneeUsers && kneeUsers <= knee[1],
  };
}

/** 95 % quantile of the standard normal distribution. */
const Z = 1.6449;

/** One-sided lower bound of a share by Wilson's interval (Wilson 1927), 95 %; 0 of nothing. */
export function wilsonLower(count: number, of: number): number {
  if (of === 0) return 0;
  const share = count / of;
  const centre = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return Math.max(0, (centre - spread) / (1 + (Z * Z) / of));
}

const shareOf = (count: number, of: number): Share => ({ count, of, lower: wilsonLower(count, of) });

const sum = (scored: readonly Scored[], count: (one: Scored) => number) =>
  scored.reduce((total, one) => total + count(one), 0);

export function total(scored: readonly Scored[]): Total {
  const found = sum(scored, (one) => one.found.length);
  const knees = scored.flatMap(({ isKneeRight }) => isKneeRight ?? []);
  const errors = scored.flatMap(({ capacityError }) => capacityError ?? []);
  return {
    precision: shareOf(found, found + sum(scored, (one) => one.wrong.length)),
    recall: shareOf(found, found + sum(scored, (one) => one.missing.length)),
    verdicts: shareOf(scored.filter(({ isVerdictRight }) => isVerdictRight).length, scored.length),
    worstCapacityError: errors.length > 0 ? Math.max(...errors) : undefined,
    knees: shareOf(knees.filter((isRight) => isRight).length, knees.length),
  };
}

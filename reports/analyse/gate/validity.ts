import type { ValidityRow } from '../../model/gate.ts';
import { checks } from './checks/checks.ts';
import { data } from './checks/data.ts';
import { delivered } from './checks/delivered.ts';
import { exceptions } from './checks/exceptions.ts';
import { exit } from './checks/exit.ts';
import { length } from './checks/length.ts';
import { samples } from './checks/samples.ts';
import { scenarios } from './checks/scenarios.ts';
import type { Check, Judged } from './judged.ts';

/** Every check, in the order in which a reader wants to know. */
const CHECKS: readonly Check[] = [exit, exceptions, data, samples, checks, scenarios, length, delivered];

/** Is the run valid? A row for every check, also for those that the input does not allow. */
export const validityRows = (judged: Judged): ValidityRow[] => CHECKS.flatMap((check) => check(judged));

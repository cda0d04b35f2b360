import type { System } from './system.ts';
import { faultSystems } from './systems-faults.ts';
import { generatorSystems } from './systems-generator.ts';
import { queueSystems } from './systems-queues.ts';

/** Every system of the benchmark, in the order of its table. */
export const SYSTEMS: readonly System[] = [...queueSystems, ...faultSystems, ...generatorSystems];

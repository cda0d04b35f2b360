import { byModel, type PlannedScenario, type PlannedVus, type Ramp } from '../model/plan.ts';

/** From `atNs` on a scenario has `vus`. */
interface Step {
  readonly atNs: number;
  readonly vus: number;
}

const NS_PER_MS = 1e6;
const nsOf = (ms: number): number => Math.round(ms * NS_PER_MS);

/** k6's own `gracefulStop` and `gracefulRampDown`. */
const GRACE_MS = 30_000;

/** So many steps of one plan are counted one by one; those of a larger one in strides, which can miss some users. */
const MOST_STEPS = 200_000;

/** `durationNs × part / of` without its fraction, as integers have it; the product itself may be past them. */
function shareOf(durationNs: number, part: number, of: number): number {
  const whole = Math.floor(durationNs / of);
  return whole * part + Math.trunc(((durationNs - whole * of) * part) / of);
}

/**
 * Users one by one: the next one starts when the line is at a whole number, and one ends when the line has come down to
 * one less.
 */
function stepsOfRamp({ durationMs, from, to }: Ramp, endNs: number, stride: number): Step[] {
  const most = Math.abs(to - from);
  if (durationMs <= 0 || most === 0) return [{ atNs: endNs, vus: to }];
  const steps: Step[] = [];
  for (let left = most - Math.min(stride, most); left > 0; left -= stride) {
    const vus = from < to ? to - left : to + left;
    steps.push({ atNs: endNs - shareOf(nsOf(durationMs), left, most), vus });
    // What is smaller than the precision of a number would never be used up.
    if (left - stride === left) break;
  }
  steps.push({ atNs: endNs, vus: to });
  return steps;
}

/** The plan of a scenario as it rises and falls, without what k6 keeps for users that are still busy. */
function rawSteps({ ramps }: PlannedVus, stride: number): Step[] {
  let endNs = 0;
  const steps: Step[] = [{ atNs: 0, vus: ramps[0]?.from ?? 0 }];
  for (const ramp of ramps) {
    endNs += nsOf(ramp.durationMs);
    for (const step of stepsOfRamp(ramp, endNs, stride)) {
      if (step.vus !== steps.at(-1)?.vus) steps.push(step);
    }
  }
  return steps;
}

/** Of each step, the index of the next one that has as many users or more; undefined where none follows. */
function nextAsHigh(steps: readonly Step[]): (number | undefined)[] {
  const next: (number | undefined)[] = [];
  const open: number[] = [];
  for (const [at, { vus }] of steps.entries()) {
    while (open.length > 0 && vus >= (steps[open.at(-1) ?? 0]?.vus ?? 0)) next[open.pop() ?? 0] = at;
    open.push(at);
  }
  return next;
}

/**
 * Users that fall away may finish their iteration: k6 keeps them for `gracefulRampDown`, not past the end of the
 * scenario, and does not let go of those that it takes back before.
 */
function keptSteps(steps: readonly Step[], keptNs: number, endNs: number): Step[] {
  const next = nextAsHigh(steps);
  const kept: Step[] = [];
  let at = 0;
  while (at < steps.length) {
    const [before, step] = [steps[at - 1], steps[at]];
    if (step === undefined) break;
    const isLess = before !== undefined && step.vus < before.vus;
    const untilNs = step.atNs + keptNs;
    const again = isLess ? next[at - 1] : undefined;
    if (again !== undefined && (steps[again]?.atNs ?? 0) <= untilNs) {
      // Between the two nobody is let go, and as many again need no further ones.
      if ((steps[again]?.vus ?? 0) > (before?.vus ?? 0)) kept.push(steps[again] ?? step);
      at = again + 1;
      continue;
    }
    if (isLess && untilNs >= endNs) break;
    kept.push(isLess ? { ...step, atNs: untilNs } : step);
    at += 1;
  }
  return kept;
}

/** Steps of a scenario in the order in which k6 lists them, from its own start. */
function stepsOf(plan: PlannedScenario, stride: number): Step[] {
  const endNs = nsOf(plan.durationMs) + nsOf(plan.gracefulStopMs ?? GRACE_MS);
  const level = (vus: number): Step[] => [
    { atNs: 0, vus },
    { atNs: endNs, vus: 0 },
  ];
  return byModel(plan, {
    open: ({ maxVus }) => level(maxVus),
    iterations: ({ vus }) => level(vus),
    closed: (own) => {
      const raw = rawSteps(own, stride);
      const { gracefulRampDownMs = GRACE_MS } = own;
      const steps = gracefulRampDownMs > 0 ? keptSteps(raw, nsOf(gracefulRampDownMs), endNs) : raw;
      return steps.at(-1)?.vus === 0 ? steps : [...steps, { atNs: endNs, vus: 0 }];
    },
  });
}

/** Steps of one user each that a plan has. */
const stepCount = (planned: readonly PlannedScenario[]): number =>
  planned.reduce(
    (sum, plan) =>
      plan.model === 'closed' ? plan.ramps.reduce((own, { from, to }) => own + Math.abs(to - from), sum) : sum,
    0,
  );

/**
 * Virtual users that k6 gets ready for a plan, "max VUs" of its first lines: the most that all scenarios hold at once,
 * with those that may finish an iteration (`gracefulStop`, `gracefulRampDown`) and those that open load may start. k6
 * counts at each step of each scenario; of steps at the same moment, those of the scenario that starts first come first,
 * then by name. The same number as k6's, but for plans of more than 200,000 steps, where ramps that cross are counted in
 * strides.
 */
export function allocatedVus(planned: readonly PlannedScenario[]): number {
  const stride = Math.max(1, Math.ceil(stepCount(planned) / MOST_STEPS));
  const byStart = [...planned].sort(
    (a, b) => a.startMs - b.startMs || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
  const steps = byStart
    .flatMap((plan, scenario) =>
      stepsOf(plan, stride).map(({ atNs, vus }) => ({ atNs: atNs + nsOf(plan.startMs), vus, scenario })),
    )
    .sort((a, b) => a.atNs - b.atNs || a.scenario - b.scenario);
  const now = byStart.map(() => 0);
  let [sum, most] = [0, 0];
  for (const { scenario, vus } of steps) {
    sum += vus - (now[scenario] ?? 0);
    now[scenario] = vus;
    most = Math.max(most, sum);
  }
  return most;
}

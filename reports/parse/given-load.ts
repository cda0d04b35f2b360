/** A load that was given to k6 beside a script, as its options name it; durations in its notation. */
export interface GivenLoad {
  readonly vus?: number;
  readonly duration?: string;
  readonly iterations?: number;
  readonly stages?: readonly { readonly duration: string; readonly target: number }[];
  readonly rps?: number;
}

/** True for a load that says how long or how often: it takes the place of every other one. */
export const isWhole = ({ duration, iterations, stages }: GivenLoad): boolean =>
  duration !== undefined || iterations !== undefined || stages !== undefined;

/** Of two loads the nearer one, as k6 does it: the number of VUs alone goes together with another length. */
export function nearer(far: GivenLoad, near: GivenLoad): GivenLoad {
  const { duration: _, iterations: __, stages: ___, ...rest } = far;
  return { ...(isWhole(near) ? rest : far), ...near };
}

/** A script's options with a load from outside in place of its own. */
export function withGivenLoad(
  options: Readonly<Record<string, unknown>>,
  load: GivenLoad,
): Readonly<Record<string, unknown>> {
  const { duration: _, iterations: __, stages: ___, scenarios: ____, ...rest } = options;
  return { ...(isWhole(load) ? rest : options), ...load };
}

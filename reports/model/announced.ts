/** What k6 prints of a scenario before it runs: of ramps only how far they go, and nothing of their stages but how many there are. */
export interface AnnouncedScenario {
  readonly name: string;
  readonly executor:
    | 'constant-vus'
    | 'ramping-vus'
    | 'shared-iterations'
    | 'per-vu-iterations'
    | 'constant-arrival-rate'
    | 'ramping-arrival-rate';
  /** Most virtual users, of arrival rates those that it may start; undefined where it does not tell. */
  readonly vus: number | undefined;
  /** Iterations per second at most; in all, or of each user. */
  readonly perSec: number | undefined;
  readonly iterations: number | undefined;
  readonly durationMs: number | undefined;
  readonly stages: number | undefined;
  readonly startMs: number | undefined;
}

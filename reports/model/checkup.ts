/** What `buha doctor` looks at. */
export type CheckId =
  | 'node'
  | 'k6'
  | 'go'
  | 'shop'
  | 'bundler'
  | 'browser'
  | 'open-files'
  | 'ports'
  | 'machine'
  | 'load'
  | 'clock';

/**
 * How a thing is: `good`; `limited`, where something works less well or not at all; `bad`, where nothing can be run
 * before it is mended. `value` is what was found, as text or in figures; undefined where nothing was, or nobody can tell.
 */
export interface Check {
  readonly id: CheckId;
  readonly state: 'good' | 'limited' | 'bad';
  readonly value: string | undefined;
  /** What profile `seed`, the largest that is usual, or the package needs; undefined where nothing is. */
  readonly needed?: string;
}

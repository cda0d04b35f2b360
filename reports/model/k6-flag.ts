/** What there is instead of a flag of k6 that is refused, or why it is. */
export type K6FlagUse =
  | 'out'
  | 'tags'
  | 'summary'
  | 'control'
  | 'config'
  | 'log'
  | 'environment'
  | 'segment'
  | 'help'
  | 'profile'
  | 'data'
  /** A load for a scenario whose load is that of a profile. */
  | 'wired'
  /** No flag at all. */
  | 'word';

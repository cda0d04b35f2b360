/** A mistake in the arguments, as commander found it. */
export interface UsageFault {
  readonly kind:
    | 'unknown-option'
    | 'unknown-command'
    | 'missing-argument'
    | 'option-needs-value'
    | 'too-many'
    | 'choice'
    | 'other';
  /** The word at fault. */
  readonly what: string;
  readonly allowed: string | undefined;
}

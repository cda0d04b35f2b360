/** A setting that cannot be used: which field, what it was, what is allowed. Thrown before any load is made. */
export class SettingProblem extends Error {
  readonly field: string;
  readonly value: string;
  readonly allowed: string;

  constructor(field: string, value: unknown, allowed: string) {
    super(`${field}=${JSON.stringify(value)} cannot be used; allowed: ${allowed}`);
    this.name = 'SettingProblem';
    this.field = field;
    this.value = String(value);
    this.allowed = allowed;
  }
}

/** A setting that cannot be used: which field, what it was, what is allowed. Thrown before any load is made. */
export interface SettingProblem extends Error {
  readonly name: 'SettingProblem';
  readonly field: string;
  readonly value: string;
  readonly allowed: string;
}

// No class: every virtual user would build one, and a class costs it 4 KB.
export function settingProblem(field: string, value: unknown, allowed: string): SettingProblem {
  const message = `${field}=${JSON.stringify(value)} cannot be used; allowed: ${allowed}`;
  return Object.assign(new Error(message), { name: 'SettingProblem' as const, field, value: String(value), allowed });
}

export function isSettingProblem(fault: unknown): fault is SettingProblem {
  return fault instanceof Error && fault.name === 'SettingProblem';
}

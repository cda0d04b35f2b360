import type { systemFaultWords } from './ko/system-fault.ts';

export type SystemFaultWords = Readonly<Record<keyof typeof systemFaultWords, string>>;

/** What the system's code means, and the code, as a note in brackets; a code without words stands for itself. */
export function systemFaultText(words: SystemFaultWords, code: string): string {
  if (!Object.hasOwn(words, code)) return code;
  const text = words[code as keyof SystemFaultWords];
  return code === '' ? text : `${text}, ${code}`;
}

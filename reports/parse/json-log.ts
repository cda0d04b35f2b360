/** Fields in which collectors of logs keep the line itself: Docker's json-file, Fluent Bit, journald, Cloud Logging, k6. */
const FIELDS = ['log', 'message', 'msg', 'MESSAGE', 'textPayload', 'line', 'text'] as const;

/** A line of k6's own log that goes into JSON in the form in which it logs to a pipe: its level and its hint tell how it ended. */
function ofK6({ level, msg, hint, source, scenario }: Record<string, unknown>, text: string): string | undefined {
  if (typeof level !== 'string' || msg !== text || text.includes(' level=')) return undefined;
  if (!/^(?:error|fatal|panic)$/.test(level)) return undefined;
  const fields = Object.entries({ hint, source, scenario }).filter(([, value]) => typeof value === 'string');
  return [
    `level=${level}`,
    `msg=${JSON.stringify(text)}`,
    ...fields.map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  ].join(' ');
}

/** The line that an object of a JSON log carries; undefined for any other line, a k6 summary's among them. */
function carried(line: string): string | undefined {
  if (!line.startsWith('{') || !line.trimEnd().endsWith('}')) return undefined;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    if ('metrics' in value || 'results' in value || 'metric' in value) return undefined;
    for (const field of FIELDS) {
      const text = value[field];
      if (typeof text === 'string') return ofK6(value, text) ?? text.replace(/\r?\n$/, '');
    }
  } catch {
    // Whatever it is, it is no line of a JSON log.
  }
  return undefined;
}

/** True where the first lines are objects that carry a line of text each. */
export const isJsonLog = (lines: readonly string[]): boolean => {
  const first = lines.slice(0, 3);
  return first.length > 1 && first.every((line) => carried(line) !== undefined);
};

/** The text that a JSON log carries, line by line; a line that is no such object stays as it is. */
export function unwrapped(text: string): string {
  const lines = text.split('\n');
  if (!isJsonLog(lines.filter((line) => line.trim() !== ''))) return text;
  return lines.map((line) => carried(line) ?? line).join('\n');
}

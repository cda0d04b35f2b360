/** Fields in which collectors of logs keep the line itself: Docker's json-file, Fluent Bit, journald, Cloud Logging, k6. */
const FIELDS = ['log', 'message', 'msg', 'MESSAGE', 'textPayload', 'line', 'text'] as const;

/** The line that an object of a JSON log carries; undefined for any other line, a k6 summary's among them. */
function carried(line: string): string | undefined {
  if (!line.startsWith('{') || !line.trimEnd().endsWith('}')) return undefined;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    if ('metrics' in value || 'results' in value || 'metric' in value) return undefined;
    for (const field of FIELDS) {
      const text = value[field];
      if (typeof text === 'string') return text.replace(/\r?\n$/, '');
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

/** An object of parsed JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object of JSON: no list, and no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

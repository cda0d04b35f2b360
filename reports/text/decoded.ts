/** A part of an address without its escapes; a `%` that begins none is taken as it is, as browsers do. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

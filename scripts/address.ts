/** A part of an address without its escapes; a `%` that begins none is taken as it is, as browsers do. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address as the user wrote it may hold a password or a key, so only its form is shown. */
export const shownForm = (text: string): string =>
  text
    // Where an @ follows a ? or a #, nobody knows which part is the password.
    .replace(/^([a-z][a-z\d+.-]*:\/\/)?[^?#]*[?#].*@.*/is, '$1***')
    .replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1***@')
    .replace(/([?#]).*/s, '$1***');

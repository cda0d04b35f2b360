/** An address as the user wrote it may hold a password or a key, so only its form is shown. */
export const shownForm = (text: string): string =>
  text
    // Where an @ follows a ? or a #, nobody knows which part is the password.
    .replace(/^([a-z][a-z\d+.-]*:\/\/)?[^?#]*[?#].*@.*/is, '$1***')
    .replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1***@')
    .replace(/([?#]).*/s, '$1***');

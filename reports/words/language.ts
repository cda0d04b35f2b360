export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Chooses a catalogue by its language. All catalogues of a kind have the type of one of them, so none lacks a text. */
export const inLanguage =
  <Words>(catalogues: Readonly<Record<Language, Words>>) =>
  (language: Language): Words =>
    catalogues[language];

/** `measured` follows from figures (확인); `estimated` is a hypothesis that an experiment could refute (추정). */
export type Confidence = 'measured' | 'estimated';

/**
 * What a finding is about. `input`: what was handed in does not fit together; told first, and where it is critical
 * nobody knows what was judged. `system`: what was tested. `measurement`: how it was tested, to be improved after the
 * system. `data`: what not to conclude from the report; told in its appendix, in the order of `findings.ts`.
 */
export type About = 'input' | 'system' | 'measurement' | 'data';

/** A kind of finding: what it is about, how a rule may grade it, and, as a type alone, what it knows. */
export interface FindingKind<Figures, Grade extends Confidence> {
  readonly about: About;
  readonly grades: readonly Grade[];
  /** Never set: it carries the type. */
  readonly figures?: Figures;
}

/** Always graded as measured. */
export const measured = <Figures>(about: About): FindingKind<Figures, 'measured'> => ({ about, grades: ['measured'] });

/** A rule may grade it as estimated, too; its words say what would refute it, and what to do. */
export const estimable = <Figures>(about: About): FindingKind<Figures, Confidence> => ({
  about,
  grades: ['measured', 'estimated'],
});

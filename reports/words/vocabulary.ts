import type { Counted, Measure, Statistic } from '../model/verify.ts';

/** What the words near a figure can say about it. */
export type TermName =
  | Statistic
  | Measure
  | Counted
  /** A number of requests at one moment, and the like. */
  | 'other-count'
  | 'per-second'
  | 'per-minute'
  /** A rate of one user: k6 has only that of all of them. */
  | 'per-user'
  | 'per-request'
  | 'throughput'
  /** Requests "were processed": the figure before it counts them. */
  | 'handled'
  /** The throughput at which a server stops. */
  | 'saturation'
  /** A time of which only the place tells what took it: "a mean duration". */
  | 'duration'
  | 'success-rate'
  | 'succeeded'
  | 'checks'
  /** Something failed: the figure beside it may count that. */
  | 'failing'
  | 'error-rate'
  | 'delivered'
  /** Of a plan, what was run. */
  | 'executed'
  | 'received'
  | 'sent'
  | 'total'
  /** A goal, a plan, a need, an estimate: not what was measured. */
  | 'plan'
  /** Another run than the one that the text is about, for the rest of the sentence. */
  | 'other-run'
  /** A figure that is only compared with. */
  | 'comparison';

/**
 * Patterns per term, the source of a regular expression each, without groups of its own. Where two begin at the same
 * place, the one that stands first in the vocabulary wins: put the longer one first.
 */
export type Vocabulary = Readonly<Partial<Record<TermName, string>>>;

/** Patterns of sentences that claim something. */
export interface ClaimVocabulary {
  /** The planned load was handled. */
  readonly loadHandled: string;
  /** The sentence denies, asks or plans. */
  readonly unsure: string;
  /** A section says what it is about. */
  readonly announces: string;
}

/** Words that tell whose figures a text gives. */
export interface SubjectVocabulary {
  /** Other tools that send load. */
  readonly tools: string;
  /** Systems of which k6 knows nothing. */
  readonly foreign: string;
  /** Words that name no subject of their own. */
  readonly common: string;
  /** Endings with which a word stands in a sentence. */
  readonly particle: string;
  /** Headings under which stands what is to be done. */
  readonly later: string;
  /** Words that begin a sentence of goals. */
  readonly asks: string;
  /** What stands right behind a figure that is wished for or foreseen, or is a length of the test or a pause. */
  readonly notMeasuredAfter: string;
  /** What ends a sentence of hopes. */
  readonly hoped: string;
  /** Words that make the rest of a sentence a supposition. */
  readonly supposed: string;
  /** Headings under which stands how a test was set up. */
  readonly setup: string;
}

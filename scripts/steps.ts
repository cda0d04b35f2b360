import { BuhaError } from '../reports/model/error.ts';
import type { Call } from './call.ts';
import { EXIT } from './exit-codes.ts';
import { toldFault } from './fault.ts';

/** What the system says of a disk that is full, failing or read-only, rather than of a wrong path. */
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EFBIG']);

const isOfDisk = (fault: unknown) =>
  fault instanceof BuhaError &&
  fault.code === 'cannot-write' &&
  'reason' in fault.facts &&
  DISK.has(fault.facts.reason);

/**
 * What is done once a load has run: each step is tried, what fails is told, and takes nothing from the others.
 * No load is run again for a full disk.
 */
export class Steps {
  readonly #call: Pick<Call, 'terminal' | 'language'>;
  #exitCode: number = EXIT.done;

  constructor(call: Pick<Call, 'terminal' | 'language'>) {
    this.#call = call;
  }

  /** The exit code of the first fault: 30 where the disk failed, 2 for input, 70 for a bug; else 0. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** What the step gives; undefined where it failed. */
  async try<Done>(step: () => Promise<Done> | Done): Promise<Done | undefined> {
    try {
      return await step();
    } catch (fault) {
      this.tell(fault);
      return undefined;
    }
  }

  tell(fault: unknown): void {
    const { terminal, language } = this.#call;
    const { text, exitCode } = toldFault(fault, language);
    terminal.endStatus();
    terminal.line(text);
    this.#exitCode ||= isOfDisk(fault) ? EXIT.invalid : exitCode;
  }
}

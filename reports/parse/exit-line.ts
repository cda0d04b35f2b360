import { k6ExitMeaning } from '../model/k6-exit.ts';
import { saidAlone } from './log-lead.ts';

/** An exit code that whoever started k6 tells: a CI's runner, a shell, npm, make, a container's engine. */
export interface ExitLine {
  readonly code: number;
  readonly message: string;
}

/** Who ended: a word for any process, with its command in quotes, or a name such as a container's. */
const PROCESS = String.raw`(?:the )?(?:process|command|script|job|step|task|container|build)(?: ['"\x60].{1,200}['"\x60])?`;
const WHO = String.raw`(${PROCESS})|([\w./\\:-]{1,100})`;
const CODE = String.raw`['"]?(\d{1,3})['"]?`;

/** `Process completed with exit code 99.`, `k6_1 exited with code 99`, `Job failed: exit code 99`. */
const ENDED = saidAlone(
  `(?:${WHO}) (?:exited|completed|finished|failed|terminated|returned|ended):?(?: with)?(?: an?)?(?: (?:exit|error|code|status)){1,3}:? ${CODE}`,
);
/** `exit status 99`, `npm ERR! errno 99`, `make: *** [Makefile:12: load] Error 99`. */
const BARE = saidAlone(
  String.raw`(?:exit(?:ed)? (?:status|code)[: ] *|npm (?:ERR!|error) (?:code|errno|exit status) |make(?:\[\d+\])?: \*\*\* (?:\[.{1,200}\] )?Error )${CODE}`,
);

/** What any of them ends in and holds; looking closer takes time, and a log may have as many lines as requests failed. */
const MAY_TELL = /\d["'*\x60.!]*$/;
const WORDS = /exit|errno|error|code|status/i;

/** A process that somebody ended, or the kernel for want of memory: 128 and the signal's number. */
const SIGNALLED: readonly number[] = [130, 131, 134, 137, 139, 143];

/** Codes that tell k6's end whoever tells them: others are any program's. */
const isOwn = (code: number) => code > 2 && code < 255 && k6ExitMeaning(code) !== 'unknown';

/**
 * The exit code that a line tells; undefined for any other line, and for a code that may be another program's. Of k6 by
 * name it is any code, 0 as well.
 */
export function exitLine(content: string): ExitLine | undefined {
  if (!MAY_TELL.test(content) || !WORDS.test(content)) return undefined;
  const [, process, name, digits] = content.match(ENDED) ?? [];
  const shown = digits ?? content.match(BARE)?.[1];
  if (shown === undefined) return undefined;
  const code = Number(shown);
  const isNamed = /k6/i.test(process ?? name ?? '');
  // A container beside k6's is killed where all of them are stopped.
  const counts = isNamed || isOwn(code) || (SIGNALLED.includes(code) && name === undefined);
  return counts ? { code, message: content } : undefined;
}

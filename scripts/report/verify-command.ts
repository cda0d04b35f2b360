import { BuhaError } from '../../reports/model/error.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { verify } from '../../reports/verify/verify.ts';
import { findingLine, verifyWords } from '../../reports/words/verify.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { openInput } from '../read/input.ts';
import type { Host } from '../terminal.ts';

/** Options of `buha verify` as the user wrote them. */
export interface VerifyOptions {
  /** Doubtful figures fail, too. */
  readonly strict: boolean;
}

/** Reports are some kilobytes; a stream of samples that was named by mistake is not. */
const LARGEST_REPORT = 64 * 1024 * 1024;

/** Reads the report. Throws `not-a-report` for what is none, and `cannot-read`. */
async function reportText(file: string, stdin: Host['stdin']): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of openInput(file, { stdin }).chunks) {
    chunks.push(new Uint8Array(chunk));
    bytes += chunk.length;
    if (bytes > LARGEST_REPORT) throw new BuhaError('document-too-large', { file, largestBytes: LARGEST_REPORT });
  }
  const whole = Buffer.concat(chunks);
  const text = new TextDecoder().decode(whole);
  if (text.trim() === '') throw new BuhaError('not-a-report', { file, looksLike: 'empty' });
  if (whole.subarray(0, 4096).includes(0)) throw new BuhaError('not-a-report', { file, looksLike: 'binary' });
  if (/^\s*[{[]\s*["{\]}]/.test(text)) throw new BuhaError('not-a-report', { file, looksLike: 'json' });
  return text;
}

/**
 * `buha verify REPORT.md [FILE…]`: checks a written report against the k6 outputs in it and beside it, and against
 * itself. Findings go to standard output, one a line; what was looked at is told on standard error. Exit code 1 for wrong
 * figures; doubtful ones alone leave it 0.
 */
export async function verifyCommand(
  report: string,
  outputs: readonly string[],
  { host, terminal, language, options: { strict } }: Call<VerifyOptions>,
): Promise<number> {
  const text = await reportText(report, host.stdin);
  const given = [];
  for (const path of outputs) given.push(...(await readOutputs(openInput(path, { stdin: host.stdin }))));
  const { findings, ...counts } = verify(text, report, given);
  for (const finding of findings) host.stdout.write(`${findingLine(finding, report, language)}\n`);
  const wrong = findings.filter(({ kind }) => kind === 'wrong').length;
  const words = verifyWords(language);
  terminal.line(words.summary({ ...counts, wrong, doubtful: findings.length - wrong }));
  if (counts.runs === 0) terminal.line(words.noOutput);
  return wrong > 0 || (strict && findings.length > 0) ? EXIT.wrongFigures : EXIT.done;
}

import type { Project } from '../../options/project.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { type Verification, verify } from '../../reports/verify/verify.ts';
import { findingLine, verifyWords } from '../../reports/words/verify.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { openInput } from '../read/input.ts';
import { type Host, Terminal } from '../terminal.ts';
import { outputsIn, type ReportToVerify, reportsToVerify } from './verified-reports.ts';

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

/** What was found in a report, and how much was looked at. */
async function verified(
  { file, outputs }: ReportToVerify,
  stdin: Host['stdin'],
  project: Project,
): Promise<Verification> {
  const text = await reportText(file, stdin);
  return verify(text, file, await outputsIn(outputs, { stdin }), project);
}

/**
 * `buha verify REPORT.md|FOLDER [FILE…]`: checks a written report against the k6 outputs in it and beside it, and against
 * itself; of a folder the reports of its runs, each against its own run. Findings go to standard output, one a line; what
 * was looked at is told on standard error. Exit code 1 for wrong figures; doubtful ones alone leave it 0.
 */
export async function verifyCommand(
  report: string,
  outputs: readonly string[],
  { host, terminal, language, config, options: { strict } }: Call<VerifyOptions>,
): Promise<number> {
  const all: Verification[] = [];
  const found = new Terminal(host.stdout, host.env);
  for (const one of await reportsToVerify(report, outputs)) {
    const verification = await verified(one, host.stdin, config.project);
    for (const finding of verification.findings) {
      found.line(findingLine(finding, one.file, language));
    }
    if (verification.leftOut) terminal.line(verifyWords(language).leftOut({ ...verification.leftOut, file: one.file }));
    all.push(verification);
  }
  const findings = all.flatMap((one) => one.findings);
  const wrong = findings.filter(({ kind }) => kind === 'wrong').length;
  const sum = (of: 'understood' | 'compared' | 'unattributed' | 'runs') =>
    all.reduce((total, one) => total + one[of], 0);
  const counts = {
    understood: sum('understood'),
    compared: sum('compared'),
    unattributed: sum('unattributed'),
    runs: sum('runs'),
  };
  const words = verifyWords(language);
  terminal.line(words.summary({ ...counts, wrong, doubtful: findings.length - wrong }));
  if (counts.runs === 0) terminal.line(words.noOutput);
  return wrong > 0 || (strict && findings.length > 0) ? EXIT.wrongFigures : EXIT.done;
}

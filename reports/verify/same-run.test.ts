import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { sourceOf } from '../../testing/reference-formats.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { formsOf, type SameRun, sameRuns } from '../../testing/same-run.ts';
import { tries } from '../../testing/tries.ts';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Metric } from '../model/measurement.ts';
import type { Output } from '../model/output.ts';
import { readOutputs } from '../parse/read-outputs.ts';
import { parseSlo } from '../parse/slo.ts';
import { verify } from './verify.ts';

/** Reports of so many runs are compared, each of five forms with all five. */
const REPORTS = inject('isHostile') ? 40 : 3;

type Form = keyof ReturnType<typeof formsOf>;
const FILES: Readonly<Record<Form, string>> = {
  ...{ text: 'k6.txt', export: 'summary.json', handled: 'summary.json', ndjson: 'samples.json', csv: 'samples.csv' },
};

interface Read {
  readonly form: Form;
  readonly output: Output;
  readonly run: AnalysedRun;
}

async function readForms(run: SameRun): Promise<Read[]> {
  const read: Read[] = [];
  for (const [form, text] of Object.entries(formsOf(run)) as [Form, string][]) {
    const [output, ...others] = await readOutputs(sourceOf(Buffer.from(text), FILES[form]));
    const [assembled, ...more] = assembleRuns(output ? [output] : [], {});
    if (!output || !assembled || others.length + more.length > 0) throw new Error(`${form}: not one run`);
    read.push({ form, output, run: analyse(assembled) });
  }
  return read;
}

/** What digits a form cannot tell: those that are not printed, and what six decimals of CSV leave out. */
const slack = (metric: Metric, statistic: string, form: Form) =>
  (metric.precision?.[statistic] ?? 0) + (form === 'csv' ? 1e-6 : 0);

/** Figures that two forms of one run tell differently, and how many were compared. */
function differences(a: Read, b: Read): { readonly compared: number; readonly wrong: string[] } {
  const others = new Map(b.output.measured.metrics.map((metric) => [metric.name, metric]));
  let compared = 0;
  const wrong: string[] = [];
  for (const metric of a.output.measured.metrics) {
    const other = others.get(metric.name);
    for (const [statistic, value] of other ? Object.entries(metric.values) : []) {
      const same = other?.values[statistic];
      if (other === undefined || same === undefined) continue;
      compared += 1;
      const allowed = slack(metric, statistic, a.form) + slack(other, statistic, b.form);
      if (Math.abs(value - same) > allowed + 1e-9 * Math.max(Math.abs(value), Math.abs(same)))
        wrong.push(`${metric.name} ${statistic}: ${a.form} ${value}, ${b.form} ${same}`);
    }
  }
  return { compared, wrong };
}

const pairsOf = (all: readonly Read[]) => all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b] as const));

/** Every verdict of a run must be one that the others leave possible. */
function contradictions(all: readonly Read[], slo?: Parameters<typeof gate>[1]): string[] {
  const verdicts = all.map(({ form, run }) => ({ form, verdict: gate([run], slo).verdict }));
  const of = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).map(({ form }) => form);
  const [passed, failed] = [of('pass'), of('slo-fail')];
  return passed.length > 0 && failed.length > 0 ? [`pass: ${passed.join()}, slo-fail: ${failed.join()}`] : [];
}

describe('one run of random figures, as text, two summaries, NDJSON and CSV', () => {
  test('has the same figures, within what each form prints', async () => {
    let compared = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(sameRuns(), async (run) => {
        runs += 1;
        const wrong = pairsOf(await readForms(run)).flatMap(([a, b]) => {
          const found = differences(a, b);
          compared += found.compared;
          return found.wrong;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: tries(300) },
    );
    expect(compared).toBeGreaterThan(100 * runs);
    if (inject('isHostile')) console.log(`${runs} runs in five forms: ${compared} figures compared`);
  });

  test('is not passed by one and failed by another, by its own goals and by others', async () => {
    await fc.assert(
      fc.asyncProperty(sameRuns(), fc.constantFrom(0.9, 0.9999, 1, 1.0001, 1.1), async (run, factor) => {
        const read = await readForms(run);
        const slo = parseSlo(`default:\n  p95: ${(run.p95Ms * factor).toFixed(4)}ms\n  failed: "<30%"\n`, 'slo.yaml');
        expect(contradictions(read, slo)).toEqual([]);
        // CSV states no goals.
        expect(contradictions(read.filter(({ form }) => form !== 'csv'))).toEqual([]);
      }),
      { numRuns: tries(300) },
    );
  });

  test('is one run where its outputs are given together', async () => {
    await fc.assert(
      fc.asyncProperty(sameRuns(), async (run) => {
        const read = await readForms(run);
        for (const [a, b] of pairsOf(read)) {
          const together = assembleRuns([a.output, b.output], {});
          expect([a.form, b.form, together.length]).toEqual([a.form, b.form, 1]);
          const rows = gate(together.map((one) => analyse(one))).runs[0]?.rows ?? [];
          expect(rows.filter((row) => row.part === 'validity' && row.check === 'data')).not.toContainEqual(
            expect.objectContaining({ outcome: 'invalid' }),
          );
        }
      }),
      { numRuns: tries(100) },
    );
  });

  test('has reports in which verify finds nothing wrong, whichever form it compares them with', async () => {
    let compared = 0;
    await fc.assert(
      // Samples alone tell how often each status came; a summary knows failures together.
      fc.asyncProperty(sameRuns(['503']), fc.constantFrom('ko', 'en'), async (run, language) => {
        const read = await readForms(run);
        for (const { form, run: written } of read) {
          const report = reportOf([written], language);
          for (const { form: other, output } of read) {
            const found = verify(report, 'report.md', [output]);
            compared += found.compared;
            const lines = report.split('\n');
            const wrong = found.findings.map((one) => `${one.id} ${lines[one.line - 1]}`);
            expect({ form, other, wrong }).toEqual({ form, other, wrong: [] });
          }
        }
      }),
      { numRuns: REPORTS, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(0);
    if (inject('isHostile'))
      console.log(`${REPORTS} runs: ${compared} figures of their reports compared with all forms`);
  });
});
